import { describe, expect, it } from 'vitest';
import { changeSwitch, closedBecause, closedSources } from '../../functions/domain/source-switch.ts';
import { yelpSwitch } from '../feed/feed-world.ts';
import { NOW } from '../support/builders.ts';

const consent = { recordedOn: '2026-11-22', document: 'Letter, folder 7' };
const by = { by: 'operator', at: NOW };

describe('closedBecause', () => {
  it('closes what is stopped, and Yelp until its consent is confirmed', () => {
    const { commercialConsent: _, ...unconfirmed } = yelpSwitch();

    expect(closedBecause('yelp', undefined)).toBe('not-confirmed');
    expect(closedBecause('yelp', unconfirmed)).toBe('not-confirmed');
    expect(closedBecause('yelp', yelpSwitch())).toBeUndefined();
    expect(closedBecause('yelp', yelpSwitch({ isOff: true }))).toBe('stopped');
    expect(closedBecause('google-business', undefined)).toBeUndefined();
    expect(closedBecause('direct', { isOff: true })).toBe('stopped');
  });
});

describe('closedSources', () => {
  it('names every source that is closed, set or not', () => {
    const google = { ...yelpSwitch({ isOff: true }), source: 'google-business' } as const;

    expect([...closedSources([])]).toEqual(['yelp']);
    expect([...closedSources([yelpSwitch(), google])]).toEqual(['google-business']);
  });
});

describe('changeSwitch', () => {
  it('stops and resumes, and keeps the consent', () => {
    const stopped = changeSwitch('yelp', yelpSwitch(), { verb: 'stop' }, by);
    const resumed = changeSwitch('yelp', stopped, { verb: 'resume' }, by);

    expect(stopped).toEqual(yelpSwitch({ isOff: true, changedAt: NOW, version: 2 }));
    expect(resumed).toEqual(yelpSwitch({ changedAt: NOW, version: 3 }));
  });

  it('confirms without starting what is stopped', () => {
    const stopped = changeSwitch('yelp', undefined, { verb: 'stop' }, by);

    const confirmed = changeSwitch('yelp', stopped, { verb: 'confirm', consent }, by);

    expect(confirmed).toEqual({
      source: 'yelp',
      isOff: true,
      changedAt: NOW,
      by: 'operator',
      commercialConsent: consent,
      version: 2,
    });
  });

  it('changes nothing that is so already', () => {
    expect(changeSwitch('direct', undefined, { verb: 'resume' }, by)).toBeUndefined();
    expect(changeSwitch('yelp', yelpSwitch({ isOff: true }), { verb: 'stop' }, by)).toBeUndefined();
    const same = { recordedOn: '2026-05-03', document: 'Letter in the office' };
    expect(changeSwitch('yelp', yelpSwitch(), { verb: 'confirm', consent: same }, by)).toBeUndefined();
  });

  it('refuses the consent of a source that asks for none', () => {
    expect(() => changeSwitch('google-business', undefined, { verb: 'confirm', consent }, by)).toThrow(
      expect.objectContaining({ kind: 'invalid' }),
    );
  });
});
