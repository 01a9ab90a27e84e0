import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { clinicPartition, PREFIX } from './keys.ts';
import type { ListingRef } from './leases.ts';
import { ignoreRefused } from './refused-condition.ts';
import type { Table } from './table.ts';

/** A row of a source that was not understood: no words of it, but enough to find it again. */
export interface Refusal extends ListingRef {
  /** Hash of the row as served; base64url, 22 characters. */
  readonly rowHash: string;
  /** Which fields are wrong and how, without their values. */
  readonly reason: string;
  /** First seen, ISO 8601 UTC. */
  readonly refusedAt: string;
}

/** Rows that were refused. */
export interface Refusals {
  /** Keeps a refusal; one that is kept already is left as it is. */
  readonly keep: (refusal: Refusal) => Promise<void>;
}

/** Opens the refusals of LedgerTable. */
export function openRefusals(ledger: Table): Refusals {
  return {
    keep: ({ clinicId, listingId, rowHash, ...rest }) => {
      const sk = `${PREFIX.refusal}${listingId}#${rowHash}`;
      const Item = {
        pk: clinicPartition(clinicId),
        sk,
        type: 'refusal',
        clinicId,
        listingId,
        rowHash,
        ...rest,
      };
      const put = new PutCommand({
        TableName: ledger.name,
        Item,
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      return ignoreRefused(ledger.client.send(put));
    },
  };
}
