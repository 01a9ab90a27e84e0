import * as z from 'zod';
import type { ListingDecision } from '../domain/listing-decision.ts';
import { MODERATION_STATUSES } from '../domain/moderation.ts';
import { entity } from './entity.ts';
import { clinicPartition, type Key, PREFIX } from './keys.ts';
import type { ListingRef } from './leases.ts';
import { type Change, saveVersioned } from './save-versioned.ts';
import { getItem, listItems, type Table } from './table.ts';

const schema = z.object({
  clinicId: z.string(),
  listingId: z.string(),
  status: z.enum(MODERATION_STATUSES),
  takenDown: z.array(
    z.object({ reviewId: z.string(), reason: z.literal('legal'), by: z.string(), at: z.iso.datetime() }),
  ),
  version: z.int(),
  decidedBy: z.string().exactOptional(),
  decidedAt: z.iso.datetime().exactOptional(),
}) satisfies z.ZodType<ListingDecision>;

const decisionEntity = entity<ListingDecision>('listing-decision', schema, decisionKey);

/** Decisions about all excerpts of a listing at once. */
export interface ListingDecisions {
  readonly find: (ref: ListingRef) => Promise<ListingDecision | undefined>;
  /** Those of a clinic that were ever made. */
  readonly listOf: (clinicId: string) => Promise<ListingDecision[]>;
  /** @throws AppError `conflict` when somebody was faster */
  readonly save: (change: Change<ListingDecision>) => Promise<void>;
}

/** Opens the listing decisions of LedgerTable. */
export function openListingDecisions(ledger: Table): ListingDecisions {
  return {
    find: (ref) => getItem(ledger, decisionEntity, decisionKey(ref)),
    listOf: (clinicId) =>
      listItems(ledger, decisionEntity, { pk: clinicPartition(clinicId), prefix: PREFIX.listingDecision }),
    save: (change) => saveVersioned(ledger, decisionEntity, change),
  };
}

function decisionKey({ clinicId, listingId }: ListingRef): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.listingDecision}${listingId}` };
}
