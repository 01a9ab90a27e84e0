import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { entity } from './entity.ts';
import { clinicPartition, type Key, PREFIX } from './keys.ts';
import type { Table } from './table.ts';

/** A consent that a person was sent away to give. A person has one at a clinic at a time: the next one replaces it. */
export interface GrantRequest {
  readonly clinicId: string;
  /** Who asked; nobody else can bring the answer. */
  readonly staffId: string;
  /** Hash of the state that Google gives back with its answer; base64url, 22 characters. */
  readonly stateHash: string;
  /** The connection that the grant is for. */
  readonly connectionId: string;
  /** PKCE verifier: proves that the answer comes back to whoever asked. */
  readonly verifier: string;
  /** Where Google sends the person back. */
  readonly returnTo: string;
  /** ISO 8601 UTC; an answer that comes later is not taken. */
  readonly expiresAt: string;
}

const requestEntity = entity<GrantRequest>(
  'grant-request',
  z.object({
    clinicId: z.string(),
    staffId: z.string(),
    stateHash: z.string(),
    connectionId: z.string(),
    verifier: z.string(),
    returnTo: z.string(),
    expiresAt: z.iso.datetime(),
  }),
  requestKey,
);

type Asker = Pick<GrantRequest, 'clinicId' | 'staffId'>;

/** Consents under way. */
export interface GrantRequests {
  readonly save: (request: GrantRequest) => Promise<void>;
  /** Takes a person's request out, once; `undefined` when there is none with this state. It may have expired. */
  readonly take: (asker: Asker, stateHash: string) => Promise<GrantRequest | undefined>;
}

/** Opens the requests of LedgerTable. */
export function openGrantRequests({ name, client }: Table): GrantRequests {
  return {
    async save(request) {
      await client.send(new PutCommand({ TableName: name, Item: requestEntity.toItem(request) }));
    },
    async take(asker, stateHash) {
      try {
        const { Attributes } = await client.send(
          new UpdateCommand({
            TableName: name,
            Key: requestKey(asker),
            // What is left says nothing; the person's next request takes its place.
            UpdateExpression: 'REMOVE stateHash, verifier',
            ConditionExpression: 'stateHash = :stateHash',
            ExpressionAttributeValues: { ':stateHash': stateHash },
            ReturnValues: 'ALL_OLD',
          }),
        );
        return Attributes && requestEntity.read(Attributes);
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },
  };
}

function requestKey({ clinicId, staffId }: Asker): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.grantRequest}${staffId}` };
}
