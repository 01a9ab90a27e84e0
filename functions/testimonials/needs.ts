import type { Queue } from '../platform/queue.ts';
import { type Clinics, openClinics } from '../store/clinics.ts';
import { type Consents, openConsents } from '../store/consents.ts';
import { type GivenWordsMarks, openGivenWords } from '../store/given-words.ts';
import type { ReviewRef } from '../store/keys.ts';
import { type Members, openMembers } from '../store/members.ts';
import { type Moderations, openModerations } from '../store/moderations.ts';
import { openPulls, type Pulls } from '../store/pulls.ts';
import { eraseReview } from '../store/reviews.ts';
import type { Table } from '../store/table.ts';
import { openTestimonialLinks, type TestimonialLinks } from '../store/testimonial-links.ts';
import { openTestimonialRecords, type TestimonialRecords } from '../store/testimonial-records.ts';
import { openTestimonials, type Testimonials } from '../store/testimonials.ts';

/** What everything about direct testimonials works with. */
export interface TestimonialNeeds {
  readonly clinics: Pick<Clinics, 'find' | 'findListing' | 'listLocations' | 'saveListing'>;
  readonly consents: Consents;
  readonly givenWords: GivenWordsMarks;
  readonly links: TestimonialLinks;
  readonly pulls: Pick<Pulls, 'open'>;
  readonly records: TestimonialRecords;
  readonly testimonials: Testimonials;
  /** Deletes the review that a testimonial became. */
  readonly eraseReview: (ref: ReviewRef) => Promise<void>;
  /** Takes listings to be pulled at once. */
  readonly pullQueue: Queue;
  /** Instant, ISO 8601 UTC. */
  readonly now: () => string;
}

/** Opens everything over the two tables. */
export function openTestimonialNeeds(
  content: Table,
  ledger: Table,
  { pullQueue, now }: Pick<TestimonialNeeds, 'pullQueue' | 'now'>,
): TestimonialNeeds {
  return {
    clinics: openClinics(ledger),
    consents: openConsents(ledger),
    givenWords: openGivenWords(ledger),
    links: openTestimonialLinks(ledger),
    pulls: openPulls(ledger),
    records: openTestimonialRecords(ledger),
    testimonials: openTestimonials(ledger),
    eraseReview: (ref) => eraseReview(content, ref),
    pullQueue,
    now,
  };
}

/** What the staff's routes work with besides. */
export interface StaffNeeds extends TestimonialNeeds {
  readonly members: Pick<Members, 'findMany'>;
  readonly moderations: Pick<Moderations, 'listPage'>;
}

/** Opens the same for the staff's routes. */
export function openStaffNeeds(
  content: Table,
  ledger: Table,
  ways: Pick<TestimonialNeeds, 'pullQueue' | 'now'>,
): StaffNeeds {
  const [members, moderations] = [openMembers(ledger), openModerations(ledger)];
  return { ...openTestimonialNeeds(content, ledger, ways), members, moderations };
}
