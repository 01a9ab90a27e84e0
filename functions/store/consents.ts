import * as z from 'zod';
import { AUDIENCES, LANGUAGES } from '../domain/clinic.ts';
import type { Consent, ConsentInForce, ConsentStatement } from '../domain/consent.ts';
import { TESTIMONIAL_ORIGINS } from '../domain/testimonial.ts';
import { entity, part } from './entity.ts';
import { clinicPartition, type Key, PREFIX } from './keys.ts';
import { getItem, getItems, listParts, queryPage, readAll, type Table } from './table.ts';

const signature = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('typed'), name: z.string(), authority: z.string().exactOptional() }),
  z.object({
    kind: z.enum(['paper', 'file']),
    reference: z.string(),
    authority: z.string().exactOptional(),
  }),
]);

const given = {
  statementId: z.string(),
  audiences: z.array(z.enum(AUDIENCES)),
  signature,
  signedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  recordedBy: z.string(),
};

const schema = z.object({
  clinicId: z.string(),
  testimonialId: z.string(),
  reviewId: z.string(),
  locationId: z.string(),
  origin: z.enum(TESTIMONIAL_ORIGINS),
  ...given,
  earlier: z.array(z.object(given)).exactOptional(),
  revokeHash: z.string().exactOptional(),
  revokedAt: z.iso.datetime().exactOptional(),
  revokedBy: z.string().exactOptional(),
  version: z.int().min(1),
}) satisfies z.ZodType<Consent>;

const gatePart = part(
  'consent',
  z.object({
    testimonialId: z.string(),
    locationId: z.string(),
    audiences: z.array(z.enum(AUDIENCES)),
    expiresAt: z.iso.datetime(),
    revokedAt: z.iso.datetime().exactOptional(),
  }),
);

/** How a consent is stored; changed only with its testimonial (`testimonial-records.ts`). */
export const consentEntity = entity<Consent>('consent', schema, consentKey);

/** How the text of consents is stored: once for all that signed it. */
export const statementEntity = entity<ConsentStatement>(
  'consent-statement',
  z.object({
    clinicId: z.string(),
    statementId: z.string(),
    language: z.enum(LANGUAGES),
    wording: z.string(),
    description: z.string(),
    discloser: z.string(),
    recipients: z.string(),
    purpose: z.string(),
    expiry: z.string(),
    revocation: z.string(),
    conditions: z.string(),
    redisclosure: z.string(),
  }),
  statementKey,
);

/** A consent as the gate reads it, and whose it is. */
export type GateConsent = ConsentInForce & Pick<Consent, 'testimonialId' | 'locationId'>;

/** The record of what patients agreed to. */
export interface Consents {
  readonly find: (clinicId: string, testimonialId: string) => Promise<Consent | undefined>;
  /** Those that exist, in no order. */
  readonly findMany: (clinicId: string, testimonialIds: readonly string[]) => Promise<Consent[]>;
  /** All of a clinic, in order of their ids; little to carry even for many. */
  readonly listForGate: (clinicId: string) => Promise<GateConsent[]>;
  /** Some of a clinic's, in order of their ids; `next` is the id to go on from, absent on the last page. */
  readonly listPage: (
    clinicId: string,
    page: { readonly limit: number; readonly after?: string },
  ) => Promise<{ readonly consents: readonly Consent[]; readonly next?: string }>;
  readonly findStatement: (clinicId: string, statementId: string) => Promise<ConsentStatement | undefined>;
}

/** Opens the consents of LedgerTable. */
export function openConsents(ledger: Table): Consents {
  return {
    find: (clinicId, testimonialId) =>
      getItem(ledger, consentEntity, consentKey({ clinicId, testimonialId })),
    findMany: (clinicId, ids) =>
      getItems(
        ledger,
        consentEntity,
        [...new Set(ids)].map((testimonialId) => consentKey({ clinicId, testimonialId })),
      ),
    listForGate: (clinicId) =>
      listParts(ledger, gatePart, { pk: clinicPartition(clinicId), prefix: PREFIX.consent }),
    async listPage(clinicId, { limit, after }) {
      const from = after === undefined ? {} : { after: consentKey({ clinicId, testimonialId: after }) };
      const range = { pk: clinicPartition(clinicId), prefix: PREFIX.consent, limit, ...from };
      const { items, last } = await queryPage(ledger, range);
      const next = last && String(last.sk).slice(PREFIX.consent.length);
      return { consents: readAll(consentEntity.read, items), ...(next !== undefined && { next }) };
    },
    findStatement: (clinicId, statementId) =>
      getItem(ledger, statementEntity, statementKey({ clinicId, statementId })),
  };
}

/** Key of a consent in LedgerTable. */
function consentKey({ clinicId, testimonialId }: Pick<Consent, 'clinicId' | 'testimonialId'>): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.consent}${testimonialId}` };
}

function statementKey({ clinicId, statementId }: Pick<ConsentStatement, 'clinicId' | 'statementId'>): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.statement}${statementId}` };
}
