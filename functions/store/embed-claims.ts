import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { entity } from './entity.ts';
import type { Key } from './keys.ts';
import { ignoreRefused } from './refused-condition.ts';
import { lookUp, type Table } from './table.ts';

interface EmbedClaim {
  readonly embedId: string;
  readonly clinicId: string;
}

const claimEntity = entity<EmbedClaim>(
  'embed-claim',
  z.object({ embedId: z.string(), clinicId: z.string() }),
  ({ embedId }) => claimKey(embedId),
);

/** Which clinic an embed's public id belongs to: an id is used by one clinic of all, for ever. */
export interface EmbedClaims {
  /** The clinic that has the id; `undefined` while it is free, empty when nobody can tell whose it is. */
  readonly find: (embedId: string) => Promise<string | undefined>;
  /** Takes the id for a clinic unless it is taken. @returns the clinic that has it now */
  readonly claim: (embedId: string, clinicId: string) => Promise<string>;
}

/** Holder of an id whose claim cannot be read: it is free for none. */
const NOBODY = '';

/** Opens the claims of LedgerTable; each lies in a partition of its own, so that the put of one excludes the other. */
export function openEmbedClaims(ledger: Table): EmbedClaims {
  const find = async (embedId: string) => {
    const { isThere, value } = await lookUp(ledger, claimEntity, claimKey(embedId));
    return value?.clinicId ?? (isThere ? NOBODY : undefined);
  };
  return {
    find,
    async claim(embedId, clinicId) {
      await ignoreRefused(putNew(ledger, { embedId, clinicId }));
      return (await find(embedId)) ?? clinicId;
    },
  };
}

async function putNew({ name, client }: Table, claim: EmbedClaim): Promise<void> {
  await client.send(
    new PutCommand({
      TableName: name,
      Item: claimEntity.toItem(claim),
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
}

function claimKey(embedId: string): Key {
  return { pk: `EMBEDID#${embedId}`, sk: 'EMBEDID#' };
}
