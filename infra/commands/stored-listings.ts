import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { openPulls } from '../../functions/store/pulls.ts';
import { openTables } from '../../functions/store/table.ts';
import type { Target } from './target.ts';

/** A listing of any clinic, as far as commands ask. */
export interface StoredListing {
  readonly clinicId: string;
  readonly listingId: string;
  readonly connectionId?: string | undefined;
  readonly isPaused: boolean;
  readonly isDisconnected: boolean;
}

const text = z.object({ S: z.string() }).transform(({ S }) => S);
const Row = z.object({
  clinicId: text,
  listingId: text,
  connectionId: text.optional(),
  isPaused: z.object({ BOOL: z.boolean() }).transform(({ BOOL }) => BOOL),
  disconnectedAt: text.optional(),
});

/** Reads the listings of every clinic, in no order. It looks at every item of the ledger, so commands alone may do it. */
export async function readStoredListings({
  aws,
  outputs,
}: Pick<Target, 'aws' | 'outputs'>): Promise<readonly StoredListing[]> {
  const found: StoredListing[] = [];
  const pages = paginateScan(
    { client: new DynamoDBClient(aws) },
    {
      TableName: outputs.LedgerTable,
      FilterExpression: '#type = :listing',
      ExpressionAttributeNames: { '#type': 'type' },
      ExpressionAttributeValues: { ':listing': { S: 'listing' } },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const { disconnectedAt, ...listing } = Row.parse(item);
      found.push({ ...listing, isDisconnected: disconnectedAt !== undefined });
    }
  }
  return found;
}

/**
 * Has the listings of a connection that wait for its consent read again. What was disconnected in the admin page stays
 * so until it is chosen there anew.
 *
 * @returns how many listings the connection has that are read
 */
export async function resumeListings(
  connectionId: string,
  target: Pick<Target, 'aws' | 'outputs'>,
): Promise<number> {
  const pulls = openPulls(openTables(target.aws)(target.outputs.LedgerTable ?? ''));
  const listings = (await readStoredListings(target)).filter(
    (listing) => listing.connectionId === connectionId && !listing.isPaused && !listing.isDisconnected,
  );
  for (const listing of listings) await pulls.resume(listing, new Date().toISOString());
  return listings.length;
}
