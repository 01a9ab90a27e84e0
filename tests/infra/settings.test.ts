import { describe, expect, it } from 'vitest';
import { checkSettings, secretPrefix, settings } from '../../infra/settings.ts';

describe('settings', () => {
  it('say for each environment its own name', () => {
    for (const [name, { environment }] of Object.entries(settings)) expect(environment).toBe(name);
  });

  it('let no page but our own call the API of prod, and protect its data', () => {
    expect(settings.prod).toMatchObject({ developerOrigins: [], isDisposable: false, logDays: 90 });
  });

  it('pull and sweep locally as in prod, so that what is tried here is what happens there', () => {
    const {
      environment: _,
      edgeSeconds: __,
      logDays: ___,
      developerOrigins: ____,
      isDisposable: _____,
      callsAMinute: ______,
      ...local
    } = settings.local;

    expect(settings.prod).toMatchObject(local);
  });
});

describe('checkSettings', () => {
  it.each(['oncall@clinic.example', 'a.b+c@mail.clinic.example'])('takes %s for alarms', (alarmEmail) => {
    for (const environment of ['dev', 'prod'] as const) {
      expect(() => checkSettings({ ...settings[environment], alarmEmail })).not.toThrow();
    }
  });

  it('refuses prod without an address for alarms, and no other environment', () => {
    const { alarmEmail: _, ...prod } = settings.prod;

    expect(() => checkSettings(prod)).toThrow(
      /^Nobody would be told .* Set alarmEmail of prod in infra\/settings\.ts/u,
    );
    expect(() => checkSettings({ ...prod, environment: 'dev' })).not.toThrow();
  });

  it.each(['', 'oncall', '@clinic.example', 'on call@clinic.example', 'a@b', 'Ana <ana@clinic.example>'])(
    'refuses "%s" for alarms',
    (alarmEmail) => {
      expect(() => checkSettings({ ...settings.dev, alarmEmail })).toThrow(
        `"${alarmEmail}" is not an e-mail address. Correct alarmEmail of dev in infra/settings.ts.`,
      );
    },
  );
});

describe('secretPrefix', () => {
  it('keeps the environments’ secrets apart', () => {
    expect((['local', 'dev', 'prod'] as const).map(secretPrefix)).toEqual([
      '/clinic-reviews/local',
      '/clinic-reviews/dev',
      '/clinic-reviews/prod',
    ]);
  });
});
