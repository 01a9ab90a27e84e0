import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Consent } from '../../functions/domain/consent.ts';
import { directListing } from '../../functions/domain/direct-listing.ts';
import type { Testimonial } from '../../functions/domain/testimonial.ts';
import { toReviewId } from '../../functions/platform/review-id.ts';
import { direct } from '../../functions/sources/direct.ts';
import { openConsents } from '../../functions/store/consents.ts';
import { openTestimonialRecords } from '../../functions/store/testimonial-records.ts';
import { openTestimonials } from '../../functions/store/testimonials.ts';
import { NOW } from '../support/builders.ts';
import { type PullWorld, startPullWorld } from './pull-world.ts';

let world: PullWorld;
beforeAll(async () => {
  world = await startPullWorld();
});
afterAll(() => world.stop());

const recordsOf = () => openTestimonialRecords(world.tables.ledger);

/** A testimonial with its consent, as the form writes them. */
function aGiven(clinicId: string, number: number, differs: Partial<Consent> = {}) {
  const testimonialId = `t${String(number).padStart(21, '0')}`;
  const ids = {
    clinicId,
    testimonialId,
    locationId: differs.locationId ?? 'mill-lane',
    origin: 'form',
  } as const;
  const testimonial: Testimonial = {
    ...ids,
    text: `Number ${number} helped.`,
    language: 'en',
    writtenOn: '2026-05-01',
    writtenAt: '2026-05-01T12:00:00.000Z',
  };
  const consent: Consent = {
    ...ids,
    reviewId: toReviewId('direct', ids.locationId, testimonialId),
    statementId: 's',
    audiences: ['own-site'],
    signature: { kind: 'typed', name: 'Rosa' },
    signedAt: NOW,
    expiresAt: '2028-11-23T00:00:00.000Z',
    recordedAt: NOW,
    recordedBy: 'patient',
    version: 1,
    ...differs,
  };
  return { testimonial, consent };
}

function start(clinicId: string) {
  const listing = directListing(clinicId, 'mill-lane');
  const { ledger } = world.tables;
  const clinics = { findListing: async () => listing };
  const { now } = world.clock;
  const source = direct({ testimonials: openTestimonials(ledger), consents: openConsents(ledger), now });
  const pull = () => world.pull(listing, { sources: { direct: source }, clinics });
  return { listing, pull };
}

describe('direct', () => {
  it('brings every testimonial of its location that has a consent, over any number of pages, and no rating', async () => {
    const { listing, pull } = start('pages');
    const given = Array.from({ length: 450 }, (_, number) => aGiven('pages', number));
    const others = [
      aGiven('pages', 900, { expiresAt: NOW }),
      aGiven('pages', 901, { locationId: 'harbour' }),
    ];
    for (let from = 0; from < given.length; from += 30) await recordsOf().add(given.slice(from, from + 30));
    await recordsOf().add(others);

    const result = await pull();

    expect(result).toMatchObject({
      run: { outcome: 'done', isCoherent: true, counts: { served: 450, stored: 450 } },
    });
    const stored = await world.stored(listing);
    expect(new Set(stored.map(({ reviewId }) => reviewId))).toEqual(
      new Set(given.map(({ consent }) => consent.reviewId)),
    );
    expect(stored[0]).toMatchObject({ source: 'direct', author: { isAnonymous: true }, isExcerpt: false });
    expect(await world.summary(listing)).toMatchObject({ count: 450 });
    expect(await world.summary(listing)).not.toHaveProperty('rating');
    expect(await pull()).toMatchObject({ run: { counts: { stored: 0, renewed: 0, unchanged: 450 } } });
  });

  it('hides all whose consent has ended at once, however many, and asks nobody', async () => {
    world.clock.reset();
    const { listing, pull } = start('ended');
    const given = Array.from({ length: 20 }, (_, number) =>
      aGiven('ended', number, number < 15 ? { expiresAt: '2026-11-22T12:00:00.000Z' } : {}),
    );
    await recordsOf().add(given);
    await pull();

    world.clock.forward(3);
    const ended = await pull();
    world.clock.forward(2);
    const removed = await pull();
    world.clock.reset();

    expect(ended).toMatchObject({ run: { counts: { withdrawn: 15, deleted: 0 } } });
    expect(removed).toMatchObject({ run: { counts: { withdrawn: 0, deleted: 15 } } });
    expect(await world.health(listing)).not.toHaveProperty('freeze');
    expect(await world.stored(listing)).toHaveLength(5);
  });

  it('brings nothing of a location that has nothing, and that is well', async () => {
    const { pull } = start('nothing');

    expect(await pull()).toMatchObject({ run: { outcome: 'done', isCoherent: true } });
  });
});
