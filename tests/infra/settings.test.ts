import { describe, expect, it } from 'vitest';
import { secretPrefix, settings } from '../../infra/settings.ts';

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

describe('secretPrefix', () => {
  it('keeps the environments’ secrets apart', () => {
    expect((['local', 'dev', 'prod'] as const).map(secretPrefix)).toEqual([
      '/clinic-reviews/local',
      '/clinic-reviews/dev',
      '/clinic-reviews/prod',
    ]);
  });
});
