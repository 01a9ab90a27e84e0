import * as z from 'zod';
import { LANGUAGES } from '../domain/clinic.ts';
import { LINK_KINDS, type TestimonialLink } from '../domain/testimonial-link.ts';
import { entity } from './entity.ts';
import { clinicPartition, type Key, PREFIX } from './keys.ts';
import { type Change, saveVersioned } from './save-versioned.ts';
import { getItem, listItems, type Table, type Write } from './table.ts';

const schema = z.object({
  clinicId: z.string(),
  linkId: z.string(),
  kind: z.enum(LINK_KINDS),
  locationId: z.string(),
  language: z.enum(LANGUAGES).exactOptional(),
  stampKey: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  withdrawnAt: z.iso.datetime().exactOptional(),
  usedBy: z.string().exactOptional(),
  usedOn: z.iso.date().exactOptional(),
  uses: z.int().min(0),
  usesToday: z.int().min(0),
  version: z.int().min(1),
}) satisfies z.ZodType<TestimonialLink>;

const linkEntity = entity<TestimonialLink>('testimonial-link', schema, linkKey);

/** How many testimonials a clinic's forms took lately. */
export interface SubmissionCount {
  readonly clinicId: string;
  /** The hour and the day that are counted, `YYYY-MM-DDTHH` and `YYYY-MM-DD`, UTC. */
  readonly hour: string;
  readonly inHour: number;
  readonly day: string;
  readonly inDay: number;
}

const countEntity = entity<SubmissionCount>(
  'testimonial-count',
  z.object({
    clinicId: z.string(),
    hour: z.string(),
    inHour: z.int().min(0),
    day: z.string(),
    inDay: z.int().min(0),
  }),
  ({ clinicId }) => countKey(clinicId),
);

/** The links that lead patients to the form. */
export interface TestimonialLinks {
  readonly find: (clinicId: string, linkId: string) => Promise<TestimonialLink | undefined>;
  /** In order of their ids; empty when there are none. */
  readonly listOf: (clinicId: string) => Promise<TestimonialLink[]>;
  /** @throws AppError `conflict` when somebody was faster */
  readonly save: (change: Change<TestimonialLink>) => Promise<void>;
  readonly findCount: (clinicId: string) => Promise<SubmissionCount | undefined>;
}

/** Opens the links of LedgerTable. */
export function openTestimonialLinks(ledger: Table): TestimonialLinks {
  return {
    find: (clinicId, linkId) => getItem(ledger, linkEntity, linkKey({ clinicId, linkId })),
    listOf: (clinicId) =>
      listItems(ledger, linkEntity, { pk: clinicPartition(clinicId), prefix: PREFIX.testimonialLink }),
    save: (change) => saveVersioned(ledger, linkEntity, change),
    findCount: (clinicId) => getItem(ledger, countEntity, countKey(clinicId)),
  };
}

/** A write for a transaction: the link one use further, unless it changed since. */
export function putLink({ name }: Table, before: TestimonialLink, after: TestimonialLink): Write {
  return {
    Put: {
      TableName: name,
      Item: linkEntity.toItem(after),
      ConditionExpression: '#version = :version',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':version': before.version },
    },
  };
}

/** A write for a transaction: the clinic's count, unless it changed since. A first one takes the place of whatever is there. */
export function putCount(
  { name }: Table,
  before: SubmissionCount | undefined,
  after: SubmissionCount,
): Write {
  const names = { '#hour': 'hour', '#inHour': 'inHour', '#inDay': 'inDay' };
  return {
    Put: {
      TableName: name,
      Item: countEntity.toItem(after),
      ...(before && {
        ConditionExpression: '#hour = :hour AND #inHour = :inHour AND #inDay = :inDay',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: {
          ':hour': before.hour,
          ':inHour': before.inHour,
          ':inDay': before.inDay,
        },
      }),
    },
  };
}

function linkKey({ clinicId, linkId }: Pick<TestimonialLink, 'clinicId' | 'linkId'>): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.testimonialLink}${linkId}` };
}

function countKey(clinicId: string): Key {
  return { pk: clinicPartition(clinicId), sk: PREFIX.testimonialCount };
}
