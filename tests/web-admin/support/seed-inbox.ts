import { toContentHash } from '../../../functions/domain/content-hash.ts';
import { followReview } from '../../../functions/domain/follow-review.ts';
import type { Moderation, NotShown } from '../../../functions/domain/moderation.ts';
import type { Review } from '../../../functions/domain/review.ts';
import type { Flag, FlagKind, Tag } from '../../../functions/domain/tagging.ts';
import { memberOf, reviewIdOf, type StaffApi, seedReview } from '../../admin/staff-api.ts';
import type { aReview } from '../../support/builders.ts';

/** A review to be put in the inbox; what is not given is as {@link aReview} has it. */
export interface Planted extends Omit<Partial<Review>, 'author'> {
  /** Number of the review, from 1; becomes its id. */
  readonly n: number;
  /** Absent for an anonymous one. */
  readonly author?: string;
  readonly text: string;
  /** Conditions with the words that say them. */
  readonly says?: readonly (readonly [conditionId: string, words: string, confidence?: Tag['confidence']])[];
  readonly flagged?: Flagged;
  readonly moderation?: Partial<Moderation>;
}

/** Words that ask for a careful look. */
type Flagged = readonly (readonly [kind: FlagKind, words: string])[];

/** Puts a review into a clinic's inbox, where it waits unless its moderation says otherwise. */
export async function plant(api: StaffApi, clinicId: string, planted: Planted): Promise<Review> {
  const { n, author, says = [], flagged = [], moderation = {}, ...differs } = planted;
  const spanOf = (words: string) => {
    const start = planted.text.indexOf(words);
    if (start < 0) throw new Error(`“${words}” is not in the text.`);
    return { start, end: start + words.length };
  };
  const tags = says.map(([conditionId, words, confidence = 'sure']): Tag => {
    return { conditionId, ...spanOf(words), rule: `synonym:${words}`, confidence };
  });
  const flags = flagged.map(([kind, words]): Flag => ({ kind, ...spanOf(words) }));
  const review = {
    reviewId: reviewIdOf(n),
    contentHash: toContentHash({ words: `w${n}`, author: `a${n}` }),
    author: author === undefined ? { isAnonymous: true } : { name: author, isAnonymous: false },
    ...differs,
  };
  return await seedReview(api, clinicId, { review, tagging: { tags, flags }, moderation });
}

/** Decides about a review as another person would, at a given instant. */
export async function decideAs(
  api: StaffApi,
  staffId: string,
  { clinicId, reviewId }: Pick<Review, 'clinicId' | 'reviewId'>,
  decision: { readonly status: 'shown' | 'waiting' } | NotShown,
): Promise<void> {
  const seen = await api.needs.moderations.find(clinicId, reviewId);
  if (!seen) throw new Error(`No review ${reviewId}.`);
  const { status } = await api.ask(staffId, 'POST /api/clinics/{clinicId}/reviews/{reviewId}/decision', {
    clinicId,
    reviewId,
    body: { ...decision, seenVersion: seen.version, seenContentHash: seen.contentHash },
  });
  if (status !== 200) throw new Error(`The decision was answered with ${status}.`);
}

/** Lets the source serve a review anew, changed: its moderation follows as it does after a pull. */
export async function changeAtSource(api: StaffApi, review: Review, differs: Partial<Review>, at: string) {
  const { reviews, moderations } = api.needs;
  const changed = { ...review, ...differs };
  await reviews.write([changed]);
  const before = await moderations.find(review.clinicId, review.reviewId);
  const followed = before && followReview(before, { review: changed, opening: 'waiting' }, at);
  if (!followed) throw new Error('Nothing followed from the change.');
  const subject = `moderation/${review.reviewId}`;
  await moderations.save({
    before,
    after: followed.moderation,
    audit: { subject, action: followed.action, by: followed.by, at },
  });
}

/** The texts of a Monday morning: many kinds of them, all made up. */
export async function plantMonday(api: StaffApi, clinicId: string): Promise<void> {
  await plant(api, clinicId, {
    n: 20,
    author: 'Maria Lopez',
    writtenOn: '2026-11-22',
    text: 'I could hardly sit through a meeting any more. After four visits the shooting pain down my left leg was gone, and my lower back lets me sleep through the night again. Everybody explains what comes next, and nobody hurries.',
    says: [
      ['sciatica', 'shooting pain down my left leg'],
      ['low-back-pain', 'my lower back'],
      ['insomnia', 'sleep through the night', 'suggested'],
    ],
  });
  await plant(api, clinicId, {
    n: 19,
    author: 'James O’Connor',
    writtenOn: '2026-11-21',
    text: 'Two years of tension headaches from the desk. I did not expect much, but in the third week I noticed that I had stopped carrying tablets around.',
    says: [['headache', 'tension headaches']],
    reply: {
      text: 'Thank you for your kind words. We wish you all the best.',
      updatedAt: '2026-11-21T15:00:00.000Z',
    },
  });
  await plant(api, clinicId, {
    n: 18,
    author: 'Priya N.',
    writtenOn: '2026-11-20',
    stars: 4,
    text: 'Parking is a pain in the neck, the treatment is worth it. My shoulder feels ten years younger.',
    says: [['shoulder-pain', 'My shoulder feels ten years younger']],
  });
  await plant(api, clinicId, {
    n: 17,
    author: 'Tom B.',
    writtenOn: '2026-11-19',
    stars: 2,
    text: 'I waited forty minutes past my appointment and nobody said a word about it. The treatment itself was fine.',
  });
  await plant(api, clinicId, {
    n: 16,
    author: 'נועה לוי',
    writtenOn: '2026-11-18',
    text: 'הגעתי עם כאבי גב תחתון אחרי הלידה. אחרי חמישה טיפולים אני מרימה את התינוק בלי לחשוב פעמיים. תודה לצוות החם!',
    translation:
      'I came with lower back pain after giving birth. After five treatments I lift the baby without thinking twice. Thanks to the warm team!',
    says: [['low-back-pain', 'כאבי גב תחתון']],
  });
  await plant(api, clinicId, {
    n: 15,
    writtenOn: '2026-11-17',
    stars: 3,
    text: 'Good hands, cold room.\n\nI would come again in summer.',
  });
  await plant(api, clinicId, {
    n: 14,
    author: 'Hannah Weiss',
    writtenOn: '2026-11-12',
    text: 'Sciatica after my second child. They made a plan around the nursing times and were gentle and patient with me.',
    says: [['sciatica', 'Sciatica']],
  });
  await plant(api, clinicId, {
    n: 13,
    author: 'Aiko Tanaka',
    writtenOn: '2026-10-30',
    text: 'Friendly people, easy to book from my phone, and my migraine days went from eight a month to two.',
    says: [
      ['migraine', 'my migraine days'],
      ['headache', 'migraine'],
    ],
  });
  await plantDecided(api, clinicId);
}

/** What was decided before that Monday, by two people, and what happened to it since. */
async function plantDecided(api: StaffApi, clinicId: string): Promise<void> {
  const [olga, sam] = [memberOf(clinicId, 'owner'), memberOf(clinicId, 'staff')];
  const edited = await plant(api, clinicId, {
    n: 12,
    author: 'Greg Miller',
    writtenOn: '2026-05-01',
    text: 'Warm, spotless, on time. My knee carries me up the stairs again.',
    says: [['knee-pain', 'My knee']],
  });
  api.setNow('2026-05-03T09:12:00.000Z');
  await decideAs(api, olga, edited, { status: 'shown' });
  await changeAtSource(
    api,
    edited,
    {
      text: 'Warm, spotless, on time. My knee carries me up the stairs again, though the second course cost more than I was told.',
      contentHash: toContentHash({ words: 'w12b', author: 'a12' }),
    },
    '2026-11-22T09:20:00.000Z',
  );
  api.setNow('2026-11-16T08:30:00.000Z');
  const shown = await plant(api, clinicId, {
    n: 11,
    author: 'Chloé Martin',
    writtenOn: '2026-11-10',
    text: 'After the accident I could not turn my head. Now I can look over my shoulder when I drive.',
    says: [['whiplash', 'could not turn my head']],
  });
  await decideAs(api, sam, shown, { status: 'shown' });
  const twice = await plant(api, clinicId, {
    n: 10,
    author: 'Chloé Martin',
    writtenOn: '2026-11-10',
    text: 'After the accident I could not turn my head.',
  });
  await decideAs(api, olga, twice, { status: 'not-shown', reason: 'duplicate' });
  const gone = await plant(api, clinicId, {
    n: 9,
    author: 'Nora L.',
    writtenOn: '2026-11-02',
    text: 'Lovely place.',
  });
  await decideAs(api, sam, gone, { status: 'shown' });
  await changeAtSource(api, gone, { withdrawnAt: '2026-11-22T08:00:00.000Z' }, '2026-11-22T08:00:00.000Z');
  api.setNow('2026-11-22T10:00:00.000Z');
}
