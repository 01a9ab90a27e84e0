import * as z from 'zod';
import type { Audit } from '../domain/audit.ts';
import { AppError } from '../domain/error.ts';
import type { PullAsk } from '../domain/pull-ask.ts';
import { putAudit } from './audits.ts';
import { entity } from './entity.ts';
import { BY_DUE, clinicPartition, type Key, PREFIX } from './keys.ts';
import type { ListingRef } from './leases.ts';
import { duePartition, pullKey } from './pull-entity.ts';
import { getItem, listItems, type Table, type Write, writeAll } from './table.ts';

const askEntity = entity<PullAsk>(
  'pull-ask',
  z.object({
    clinicId: z.string(),
    listingId: z.string(),
    askedAt: z.iso.datetime(),
    by: z.string(),
    againAt: z.iso.datetime(),
  }),
  askKey,
);

/** Who asked last for a listing to be looked at, and when. */
export interface PullAsks {
  readonly find: (ref: ListingRef) => Promise<PullAsk | undefined>;
  readonly listOf: (clinicId: string) => Promise<PullAsk[]>;
  /**
   * Keeps a wish with its audit line, and makes the listing due at once.
   *
   * @returns `false` when somebody has asked before and it is not time yet; nothing is written then
   * @throws AppError `conflict` for a listing that is not pulled at all
   */
  readonly ask: (ask: PullAsk, audit: Audit) => Promise<boolean>;
}

/** Opens the wishes of LedgerTable. */
export function openPullAsks(ledger: Table): PullAsks {
  return {
    find: (ref) => getItem(ledger, askEntity, askKey(ref)),
    listOf: (clinicId) =>
      listItems(ledger, askEntity, { pk: clinicPartition(clinicId), prefix: PREFIX.pullAsk }),
    async ask(ask, audit) {
      const refusals = await writeAll(ledger, [
        putAsk(ledger, ask),
        makeDue(ledger, ask),
        putAudit(ledger, audit),
      ]);
      if (!refusals) return true;
      if (refusals[1] !== 'ConditionalCheckFailed') return false;
      throw new AppError('conflict', 'This listing is not looked at. Connect it first, or end its pause.');
    },
  };
}

function putAsk({ name }: Table, ask: PullAsk): Write {
  return {
    Put: {
      TableName: name,
      Item: askEntity.toItem(ask),
      // A wish that cannot be read keeps nobody from another.
      ConditionExpression:
        'attribute_not_exists(pk) OR againAt <= :now OR NOT attribute_type(againAt, :string)',
      ExpressionAttributeValues: { ':now': ask.askedAt, ':string': 'S' },
    },
  };
}

/** A message can be lost; what is due is found by the next tick. */
function makeDue({ name }: Table, ask: PullAsk): Write {
  return {
    Update: {
      TableName: name,
      Key: pullKey(ask),
      UpdateExpression: 'SET dueAt = :now, #sk = :now, #pk = :pk REMOVE placeAt',
      ConditionExpression: 'attribute_exists(dueAt)',
      ExpressionAttributeNames: { '#pk': BY_DUE.pk, '#sk': BY_DUE.sk },
      ExpressionAttributeValues: { ':now': ask.askedAt, ':pk': duePartition(ask) },
    },
  };
}

function askKey({ clinicId, listingId }: ListingRef): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.pullAsk}${listingId}` };
}
