import { expect } from 'vitest';
import { type PublishNeeds, publishFeed } from '../../functions/feed/publish.ts';
import { anEmbed } from '../support/builders.ts';
import { aState, readFrom, type Told, tellMany, withReviews } from './feed-world.ts';

/** Two on the clinic's own site, in two languages, and one at a partner. */
export const THREE_EMBEDS = [
  anEmbed(),
  anEmbed({ embedId: 'juniper-es', language: 'es' }),
  anEmbed({ embedId: 'yoga-studio', audience: 'partner' }),
];

/** At both locations; a twelfth says one child of back pain, a twelfth another. Numbers 12, 24 … say sciatica. */
export function saying(count: number): Told[] {
  return tellMany(count, (number) => ({
    text: `Number ${number}: my ${['sciatica', 'scoliosis'][number % 12] ?? 'knees'} and their kindness.`,
    listingId: number % 24 < 12 ? 'mill-lane-google' : 'harbour-google',
  }));
}

/** Takes one of many reviews off and shows it again, thrice, and expects at most 30 objects to be put each time. */
export async function expectFewPuts(writing: PublishNeeds, count: number): Promise<void> {
  const all = saying(count);
  const clinicId = `with-${count}`;
  let state = withReviews(aState({ embeds: THREE_EMBEDS, clinicId }), all);
  const needs = { ...writing, ...readFrom(() => state) };
  await publishFeed(clinicId, needs);

  for (const number of [0, 48, count - (count % 12 || 12)]) {
    state = withReviews(state, all.toSpliced(number, 1));
    await publishFeed(clinicId, needs);
    state = withReviews(state, all);
    const { puts } = await publishFeed(clinicId, needs);
    expect(puts, `review ${number}`).toBeGreaterThanOrEqual(18);
    expect(puts, `review ${number}`).toBeLessThanOrEqual(30);
  }
}
