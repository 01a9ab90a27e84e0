import fc from 'fast-check';
import type { Clinic, Embed } from '../../functions/domain/clinic.ts';
import { toContentHash } from '../../functions/domain/content-hash.ts';
import type { Correction, Moderation } from '../../functions/domain/moderation.ts';
import type { Review, SourceName } from '../../functions/domain/review.ts';
import type { Flag, Tag, Tagging } from '../../functions/domain/tagging.ts';
import type { ClinicState } from '../../functions/feed/clinic-state.ts';
import { aClinic, aListing, aModeration, anEmbed } from '../support/builders.ts';
import { aState, harbourListing, type Told, told, withReviews, yelpListing } from './feed-world.ts';

/** A child and its parent, one without either, and a sensitive pair. */
const CONDITIONS = ['sciatica', 'back-pain', 'vertigo', 'anxiety', 'emotional-health'];

/** Clocks around the horizon of the tests, `2026-11-22T10:10:00.000Z`. */
const CLOCKS = [
  '2026-11-22T09:00:00.000Z',
  '2026-11-22T10:10:00.000Z',
  '2026-11-22T11:00:00.000Z',
  '2026-12-21T10:00:00.000Z',
];

const span = { start: fc.integer({ min: -1, max: 12 }), end: fc.integer({ min: -1, max: 400 }) };

const tag: fc.Arbitrary<Tag> = fc.record({
  conditionId: fc.constantFrom(...CONDITIONS),
  ...span,
  rule: fc.constant('any'),
  confidence: fc.constantFrom('sure' as const, 'sure' as const, 'suggested' as const),
});

const correction: fc.Arbitrary<Correction> = fc.oneof(
  fc.record({ action: fc.constant('added' as const), conditionId: fc.constantFrom(...CONDITIONS), ...span }),
  fc.record({ action: fc.constant('removed' as const), conditionId: fc.constantFrom(...CONDITIONS) }),
);

/** How one review differs from one that is simply shown. Mostly little, so that lists fill. */
const twist = fc.record({
  listingId: fc.constantFrom('mill-lane-google', 'harbour-google', 'mill-lane-yelp', 'nowhere'),
  status: fc.constantFrom('shown', 'shown', 'shown', 'waiting', 'not-shown'),
  decidedBy: fc.constantFrom('staff-ana', 'staff-ana', 'policy'),
  flags: fc.constantFrom<(readonly Flag[])[]>([], [], [{ kind: 'phone', start: 0, end: 2 }]),
  isLookedThrough: fc.constantFrom(true, true, false),
  change: fc.constantFrom(
    'none',
    'none',
    'none',
    'words',
    'author',
    'author-gone',
    'no-moderation',
    'no-tagging',
  ),
  isWithdrawn: fc.constantFrom(false, false, false, true),
  hasText: fc.constantFrom(true, true, true, false),
  expiresAt: fc.constantFrom(...CLOCKS, ...CLOCKS.slice(2)),
  padding: fc.integer({ min: 0, max: 300 }),
  isTaggedBefore: fc.constantFrom(false, false, true),
  tags: fc.array(tag, { maxLength: 3 }),
  corrections: fc.array(correction, { maxLength: 2 }),
});
type Twist = typeof twist extends fc.Arbitrary<infer Value> ? Value : never;

/** A review whose words and name are found nowhere else: `⟦7⟧`, `Given⟦7⟧` and `Family⟦7⟧`. */
function markOf(number: number): string {
  return `⟦${number}⟧`;
}

function twisted(number: number, twist: Twist): Partial<Told> {
  const base = told(number, {
    listingId: twist.listingId,
    source: twist.listingId === 'mill-lane-yelp' ? 'yelp' : 'google-business',
    text: `${markOf(number)} words ${'and more '.repeat(twist.padding % 40)}`,
    author: { name: `Given${markOf(number)} Family${markOf(number)}`, isAnonymous: false },
    expiresAt: twist.expiresAt,
    ...(twist.isWithdrawn && { withdrawnAt: '2026-11-21T10:00:00.000Z' }),
  });
  const judged = base.review.contentHash;
  const review = changed(base.review, twist, number);
  const { flags: _, ...notLookedThrough } = base.tagging;
  const tagging: Tagging = {
    ...notLookedThrough,
    tags: twist.tags,
    ...(twist.isLookedThrough && { flags: twist.flags }),
    contentHash: twist.isTaggedBefore ? toContentHash({ words: 'before' }) : review.contentHash,
  };
  const moderation: Moderation = aModeration(base.review, {
    status: twist.status as Moderation['status'],
    contentHash: judged,
    decidedBy: twist.decidedBy,
    corrections: twist.corrections,
  });
  return {
    review,
    ...(twist.change !== 'no-tagging' && { tagging }),
    ...(twist.change !== 'no-moderation' && { moderation }),
  };
}

function changed(review: Review, { change, hasText }: Twist, number: number): Review {
  const { text, ...rest } = review;
  const shown = hasText && text !== undefined ? { ...rest, text } : rest;
  const author = `a${number}`;
  if (change === 'words') return { ...shown, contentHash: toContentHash({ words: 'other', author }) };
  if (change === 'author')
    return { ...shown, contentHash: toContentHash({ words: `w${number}`, author: 'b' }) };
  if (change !== 'author-gone') return shown;
  return { ...shown, author: { isAnonymous: true }, contentHash: toContentHash({ words: `w${number}` }) };
}

const embeds: fc.Arbitrary<Embed[]> = fc
  .subarray<Partial<Embed>>(
    [
      {},
      { embedId: 'juniper-es', language: 'es' },
      { embedId: 'yoga-studio', audience: 'partner' },
      { embedId: 'harbour-only', locationIds: ['harbour'] },
    ],
    { minLength: 1 },
  )
  .map((all) => all.map(anEmbed));

const clinic: fc.Arbitrary<Clinic> = fc
  .constantFrom('whole', 'whole', 'unread', 'unread', 'initials', 'nowhere')
  .map((kind) => {
    const { country, ...nowhere } = aClinic();
    if (kind === 'nowhere' || country === undefined) return nowhere;
    if (kind === 'unread') return aClinic({ opening: { 'google-business': 'show-unflagged' } });
    return aClinic(kind === 'initials' ? { authorStyle: 'initials' } : {});
  });

/** Any state a clinic can be in. */
export const anyState: fc.Arbitrary<ClinicState> = fc
  .record({
    clinic,
    embeds,
    hasConsent: fc.boolean(),
    closed: fc.constantFrom<SourceName[]>([], [], [], ['yelp'], ['google-business']),
    twists: fc.array(twist, { maxLength: 90, size: 'max' }),
  })
  .map(({ clinic, embeds, hasConsent, closed, twists }) => {
    const { excerptConsent: _, ...without } = yelpListing();
    const listings = [aListing(), harbourListing(), hasConsent ? yelpListing() : without];
    const all = twists.map((twist, number) => twisted(number, twist));
    return {
      ...withReviews(aState({ clinic, embeds, listings }), []),
      closedSources: new Set(closed),
      reviews: all.flatMap(({ review }) => review ?? []),
      taggings: all.flatMap(({ tagging }) => tagging ?? []),
      moderations: all.flatMap(({ moderation }) => moderation ?? []),
    };
  });
