import type { RetagRequest } from '../../../functions/domain/job.ts';
import { readLexicon } from '../../../functions/moderation/lexicon.ts';
import { type RetagNeeds, retag } from '../../../functions/moderation/retag.ts';
import { tagConditions } from '../../../functions/moderation/tag-conditions.ts';
import { openJobs } from '../../../functions/store/jobs.ts';
import { openRetaggings } from '../../../functions/store/retaggings.ts';
import { memberOf, reviewIdOf, type StaffApi, seedClinic, seedReview } from '../../admin/staff-api.ts';
import { NOW } from '../../support/builders.ts';

/** Words of made-up patients, each with what an earlier lexicon missed in them, or saw although it is not there. */
const REVIEWS = [
  {
    author: 'Maria Lopez',
    text: 'My sciatica and my knee pain are gone after six visits.',
    missed: ['knee-pain'],
  },
  {
    author: 'Tom Becker',
    text: 'Knee pain from years of running. I take the stairs again.',
    missed: ['knee-pain'],
  },
  { author: 'Priya Nair', text: 'The headaches that came with my work have stopped.', missed: [] },
  {
    author: 'Hannah Weiss',
    text: 'Slept through for the first time; my insomnia is better.',
    missed: ['insomnia'],
  },
  {
    author: 'Chloé Martin',
    text: 'Kind people, a quiet room, and time to ask.',
    seen: ['stress'],
    missed: [],
  },
  {
    author: 'James Oduya',
    text: 'They found a slot on the same day. Thank you.',
    seen: ['allergies'],
    missed: [],
  },
  { author: 'Aiko Tanaka', text: 'Lower back pain since my second child. Now I lift her again.', missed: [] },
] as const;

const STATUSES = ['shown', 'shown', 'shown', 'waiting', 'not-shown'] as const;

/** Makes a clinic whose reviews an earlier lexicon has read; most of them are on its site. */
export async function plantEarlierClinic(api: StaffApi, clinicId: string, many = 28): Promise<void> {
  await seedClinic(api, clinicId);
  const lexicon = readLexicon();
  for (let n = 0; n < many; n += 1) {
    const { author, text, missed, ...more } = REVIEWS[n % REVIEWS.length] as (typeof REVIEWS)[number];
    const status = STATUSES[n % STATUSES.length] ?? 'shown';
    const found = tagConditions(text, lexicon).filter((tag) => !missed.some((id) => id === tag.conditionId));
    const seen = 'seen' in more ? more.seen : [];
    const imagined = seen.map((conditionId) => ({
      ...{ conditionId, start: 0, end: text.indexOf(' '), rule: 'earlier' },
      confidence: 'sure' as const,
    }));
    const writtenOn = `2026-${String(9 + Math.floor(n / 14)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`;
    await seedReview(api, clinicId, {
      review: { reviewId: reviewIdOf(n + 1), text, author: { name: author, isAnonymous: false }, writtenOn },
      tagging: { lexiconVersion: 'earlier', tags: [...imagined, ...found] },
      moderation: {
        status,
        writtenOn,
        ...(status !== 'waiting' && { decidedBy: memberOf(clinicId, 'owner'), decidedAt: NOW }),
        ...(status === 'not-shown' && { reason: 'off-topic' }),
      },
    });
  }
}

/** Follows what was asked of the queue, as the function behind it does. */
export async function runRetags({ needs, tables, retags }: StaffApi, differs: Partial<RetagNeeds> = {}) {
  const stores = { jobs: openJobs(tables.ledger), retaggings: openRetaggings(tables.content, tables.ledger) };
  const plain = { queue: needs.retagQueue, remainingMs: () => 60_000, pause: async () => undefined };
  for (let next = retags.shift(); next; next = retags.shift()) {
    await retag(next.body as RetagRequest, {
      ...needs,
      ...stores,
      ...plain,
      lexicon: readLexicon(),
      ...differs,
    });
  }
}
