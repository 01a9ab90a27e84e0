import type { Moderation } from '../../../functions/domain/moderation.ts';
import type { Stars } from '../../../functions/domain/review.ts';
import { reviewIdOf, type StaffApi, seedClinic, seedReview } from '../../admin/staff-api.ts';
import { aReview, NOW } from '../../support/builders.ts';
import { plant } from './seed-inbox.ts';

const BY_OLGA = { decidedBy: 'olga', decidedAt: NOW } as const;
const SHOWN: Partial<Moderation> = { status: 'shown', ...BY_OLGA };
const NOT_SHOWN: Partial<Moderation> = { status: 'not-shown', reason: 'off-topic', ...BY_OLGA };
const LEFT: Partial<Moderation> = { openedAt: '2026-11-01T10:00:00.000Z' };

/** So many reviews of a rating that stand alike. */
const WALL: readonly (readonly [many: number, stars: Stars, stands: Partial<Moderation>])[] = [
  [27, 5, SHOWN],
  [2, 5, NOT_SHOWN],
  [4, 4, SHOWN],
  [1, 4, {}],
  [2, 3, NOT_SHOWN],
  [1, 2, LEFT],
  [3, 1, NOT_SHOWN],
];

/** Makes a clinic that shows 31 of 33 high ratings and none of 6 low ones, one of which was left waiting. */
export async function plantTiltedClinic(api: StaffApi, clinicId: string): Promise<void> {
  await seedClinic(api, clinicId);
  let n = 100;
  for (const [many, stars, moderation] of WALL) {
    for (let one = 0; one < many; one += 1) {
      n += 1;
      await seedReview(api, clinicId, { review: { reviewId: reviewIdOf(n), stars }, moderation });
    }
  }
  const { text: _, ...wordless } = aReview({ clinicId, reviewId: reviewIdOf(1) });
  await api.needs.reviews.write([wordless]);
  await api.settle([wordless]);
}

/** Puts a review with words that ask for a careful look into the inbox, and one that a policy shows. */
export async function plantFlagged(api: StaffApi, clinicId: string): Promise<void> {
  await plant(api, clinicId, {
    n: 31,
    author: 'Ruth Adler',
    writtenOn: '2026-11-22',
    stars: 4,
    text: 'My shoulder is free again. Ask for Daniel Okafor at the desk, or call me on 555-0134 and I will tell you more. He promised that it heals everything, and my sciatica went too.',
    says: [
      ['shoulder-pain', 'My shoulder'],
      ['sciatica', 'my sciatica'],
    ],
    flagged: [
      ['full-name', 'Daniel Okafor'],
      ['phone', '555-0134'],
      ['cure-claim', 'heals everything, and my sciatica'],
    ],
  });
  await plant(api, clinicId, {
    n: 32,
    author: 'Ingrid Sol',
    writtenOn: '2026-11-21',
    text: 'My knee is quiet now.',
    says: [['knee-pain', 'My knee']],
    moderation: { status: 'shown', decidedBy: 'policy', decidedAt: NOW },
  });
}

/** Lets a clinic show what carries no flag. */
export async function openToPolicy({ needs }: StaffApi, clinicId: string): Promise<void> {
  const before = await needs.clinics.find(clinicId);
  if (!before) throw new Error('There is no clinic.');
  const after = { ...before, version: 2, opening: { 'google-business': 'show-unflagged' } } as const;
  const audit = { subject: 'clinic', action: 'changed', by: 'setup', at: NOW } as const;
  await needs.clinics.save({ before, after, audit });
}
