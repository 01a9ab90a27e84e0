import * as z from 'zod';
import { LANGUAGES } from '../domain/clinic.ts';
import { TESTIMONIAL_ORIGINS, type Testimonial } from '../domain/testimonial.ts';
import { entity } from './entity.ts';
import { clinicPartition, type Key, PREFIX } from './keys.ts';
import { getItem, getItems, queryAll, type Table } from './table.ts';

/** What identifies a testimonial. */
export type TestimonialRef = Pick<Testimonial, 'clinicId' | 'locationId' | 'testimonialId'>;

const schema = z.object({
  clinicId: z.string(),
  testimonialId: z.string(),
  locationId: z.string(),
  origin: z.enum(TESTIMONIAL_ORIGINS),
  text: z.string(),
  stars: z.literal([1, 2, 3, 4, 5]).exactOptional(),
  author: z.string().exactOptional(),
  language: z.enum(LANGUAGES),
  writtenOn: z.iso.date(),
  writtenAt: z.iso.datetime(),
}) satisfies z.ZodType<Testimonial>;

/** How a testimonial is stored; those of one location lie together. */
export const testimonialEntity = entity<Testimonial>('testimonial', schema, testimonialKey);

/** The words that patients gave; written and deleted together with their consents (`testimonial-records.ts`). */
export interface Testimonials {
  readonly find: (ref: TestimonialRef) => Promise<Testimonial | undefined>;
  /** Those that exist, in no order. */
  readonly findMany: (refs: readonly TestimonialRef[]) => Promise<Testimonial[]>;
  /** Those of a location in order of their ids. @param after id to go on from; from the first when absent */
  readonly listOf: (clinicId: string, locationId: string, after?: string) => AsyncIterable<Testimonial>;
}

/** Opens the testimonials of LedgerTable. */
export function openTestimonials(ledger: Table): Testimonials {
  return {
    find: (ref) => getItem(ledger, testimonialEntity, testimonialKey(ref)),
    findMany: (refs) => getItems(ledger, testimonialEntity, refs.map(testimonialKey)),
    async *listOf(clinicId, locationId, after) {
      const pk = clinicPartition(clinicId);
      const prefix = `${PREFIX.testimonial}${locationId}#`;
      const from = after === undefined ? {} : { after: { pk, sk: `${prefix}${after}` } };
      for await (const item of queryAll(ledger, { pk, prefix, ...from })) {
        const testimonial = testimonialEntity.read(item);
        if (testimonial) yield testimonial;
      }
    },
  };
}

/** Key of a testimonial in LedgerTable. */
export function testimonialKey({ clinicId, locationId, testimonialId }: TestimonialRef): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.testimonial}${locationId}#${testimonialId}` };
}
