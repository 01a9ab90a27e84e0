import { describe, expect, it } from 'vitest';
import { SOURCE_FAILURES } from '../../../functions/domain/pull.ts';
import type { ListingView } from '../../../functions/domain/staff-view.ts';
import { describeListing } from '../../../web-admin/sources/describe-listing.ts';
import { aListing, NOW } from '../../support/builders.ts';
import { aRun } from '../support/plant-pull.ts';

const now = Date.parse(NOW);
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

function aView(differs: Partial<ListingView> = {}): ListingView {
  return { listing: aListing(), place: 'Mill Lane', failuresInARow: 0, ...differs };
}

const failing = (failure: (typeof SOURCE_FAILURES)[number], failuresInARow = 1) =>
  aView({
    lastRun: aRun(failure, ago(5)),
    failuresInARow,
    lastGoodAt: '2026-11-03T10:00:00.000Z',
    summary: {
      clinicId: 'juniper',
      listingId: 'mill-lane-google',
      source: 'google-business',
      count: 43,
      asOf: '2026-11-03',
      expiresAt: '2026-12-02T10:00:00.000Z',
    },
  });

describe('describeListing', () => {
  it('says that all is well and since when', () => {
    expect(describeListing(aView({ lastRun: aRun('done', ago(12)), lastGoodAt: ago(12) }), now)).toEqual({
      mood: 'well',
      title: 'Google: all well, checked 12 minutes ago',
    });
  });

  it('says until when the site keeps showing what it has', () => {
    const state = describeListing(failing('grant-expired'), now);

    expect(state.mood).toBe('attention');
    expect(state.title).toMatch(
      /^Reconnect Google: it stopped sharing reviews after (?:3 November|November 3)$/u,
    );
    expect(state.todo).toMatch(
      /keeps showing what it has, the last of it until (?:2 December|December 2)\./u,
    );
  });

  it.each(SOURCE_FAILURES)('says of %s what is so and what to do', (failure) => {
    const { title, todo } = describeListing(failing(failure), now);

    expect(title).toMatch(/Google|plan/u);
    expect(todo).toMatch(/\.$/u);
  });

  it('calls for a person only when waiting does not help', () => {
    expect(describeListing(failing('unreachable'), now).mood).toBe('resting');
    expect(describeListing(failing('unreachable', 9), now).mood).toBe('attention');
  });

  it('believes that a place is unknown only when its source says so three times in a row', () => {
    expect(describeListing(failing('not-found', 2), now)).toMatchObject({ mood: 'resting' });
    expect(describeListing(failing('not-found', 2), now).title).not.toContain('know');
    expect(describeListing(failing('not-found', 3), now)).toMatchObject({
      mood: 'attention',
      title: 'Google does not know Mill Lane any more',
    });
  });

  it('says that nothing was taken off when a look did not reach the end', () => {
    const lastRun = { ...aRun('done', ago(1)), isCoherent: false };

    expect(describeListing(aView({ lastRun }), now).todo).toContain('nothing was taken off');
  });

  it('says no such thing of Yelp, whose sample has no end to reach', () => {
    const lastRun = { ...aRun('done', ago(1)), isCoherent: false };
    const listing = aListing({ source: 'yelp' });

    expect(describeListing(aView({ listing, lastRun }), now)).toEqual({
      mood: 'well',
      title: 'Yelp: all well, checked 1 minute ago',
    });
  });

  it('asks whether reviews that vanished at once are really gone', () => {
    const freeze = { since: ago(60), vanished: 9, agreedAt: [] };

    expect(describeListing(aView({ lastRun: aRun('done', ago(1)), freeze }), now)).toMatchObject({
      mood: 'attention',
      title: 'Many reviews vanished at Google at once',
    });
  });

  it('says what was answered, once a person has said that they are gone', () => {
    const freeze = { since: ago(60), vanished: 9, agreedAt: [], confirmedAt: ago(1) };

    expect(describeListing(aView({ lastRun: aRun('done', ago(1)), freeze }), now)).toMatchObject({
      mood: 'resting',
      todo: 'You said that 9 reviews are gone. The next look makes sure and removes them; any that are back stay.',
    });
  });

  it('points at a consent screen in testing when consent ended within days, and only then', () => {
    const of = (isEndedAsInTesting: boolean) =>
      describeListing(
        {
          ...failing('grant-expired'),
          connection: { connectionId: 'juniper-main', state: 'connected', isEndedAsInTesting },
        },
        now,
      ).todo;

    expect(of(true)).toContain('still in “Testing”');
    expect(of(true)).toContain('“Publish app”');
    expect(of(false)).toMatch(/^Somebody took the permission back or changed a password/u);
  });

  it('says what to apply for while Google has not approved the project', () => {
    expect(describeListing(failing('not-approved'), now)).toMatchObject({
      mood: 'attention',
      title: 'Google has not approved the project yet',
      todo: expect.stringContaining('“Application for Basic API Access”'),
    });
  });

  it('says of a disconnected listing that it is being deleted, and when it is', () => {
    const listing = aListing({ disconnectedAt: ago(3) });
    const lastRun = aRun('grant-expired', ago(5));

    expect(describeListing(aView({ listing, lastRun, dueAt: ago(3) }), now)).toEqual({
      mood: 'resting',
      title: 'Google: disconnected',
      todo: 'Its reviews are off your pages, and are being deleted here.',
    });
    expect(describeListing(aView({ listing, lastRun }), now).todo).toContain('deleted here. Your decisions');
  });

  it('rests while paused, and before the first look', () => {
    expect(describeListing(aView({ listing: aListing({ isPaused: true }) }), now)).toMatchObject({
      mood: 'resting',
      title: 'Google: paused',
    });
    expect(describeListing(aView(), now).title).toBe(
      'Google: not looked at yet. The first look comes by itself.',
    );
  });
});
