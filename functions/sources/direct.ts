import { refusalOf } from '../domain/consent.ts';
import type { Testimonial } from '../domain/testimonial.ts';
import type { Consents } from '../store/consents.ts';
import type { Testimonials } from '../store/testimonials.ts';
import type { ReviewDraft, Source } from './source.ts';

/** Where direct testimonials are read. */
export interface DirectNeeds {
  readonly testimonials: Pick<Testimonials, 'listOf'>;
  readonly consents: Pick<Consents, 'listForGate'>;
  /** Instant, ISO 8601 UTC. */
  readonly now: () => string;
}

const PAGE = 200;

/**
 * What patients gave the clinic themselves, read from our own record: those whose consent is in force, one listing per
 * location (`sourceListingId` is the location). It states how many there are, and never a rating: an average of our
 * own would be one.
 */
export function direct({ testimonials, consents, now }: DirectNeeds): Source {
  return {
    name: 'direct',
    listsAll: true,
    isOwnRecord: true,
    async *scan({ clinicId, sourceListingId: locationId }, { from }) {
      const at = now();
      const recorded = await consents.listForGate(clinicId);
      const inForce = new Set(
        recorded
          .filter((consent) => consent.locationId === locationId && !refusalOf(consent, at))
          .map(({ testimonialId }) => testimonialId),
      );
      const stated = { count: inForce.size };
      let page: Testimonial[] = [];
      for await (const testimonial of testimonials.listOf(clinicId, locationId, from)) {
        if (!inForce.has(testimonial.testimonialId)) continue;
        const last = page.at(-1);
        if (page.length === PAGE && last) {
          yield { reviews: page.map(toDraft), refused: [], stated, next: last.testimonialId };
          page = [];
        }
        page.push(testimonial);
      }
      yield { reviews: page.map(toDraft), refused: [], stated };
    },
  };
}

function toDraft({ testimonialId, text, stars, author, writtenAt, writtenOn }: Testimonial): ReviewDraft {
  return {
    sourceReviewId: testimonialId,
    text,
    isExcerpt: false,
    ...(stars && { stars }),
    author: { ...(author !== undefined && { name: author }), isAnonymous: author === undefined },
    writtenAt,
    writtenOn,
  };
}
