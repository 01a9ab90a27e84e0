import { createServer, type Server } from 'node:http';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cognitoAccounts } from '../../../infra/commands/aws-target.ts';
import type { AccountBook } from '../../../infra/commands/target.ts';
import { closeServer, listen } from '../../../infra/local/loopback.ts';

type Asked = { readonly Username: string; readonly UserAttributes?: readonly object[] };

/** A stand-in for Cognito that knows `rosa@clinic.example`, and takes her for nobody in any other writing. */
let server: Server;
let accounts: AccountBook;
const asked: Asked[] = [];

beforeAll(async () => {
  server = createServer(async (incoming, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const one: Asked = JSON.parse(Buffer.concat(chunks).toString());
    asked.push(one);
    const Attributes = [{ Name: 'sub', Value: `sub-of-${one.Username}` }];
    const isNew = String(incoming.headers['x-amz-target']).endsWith('AdminCreateUser');
    const isKnown = isNew || one.Username === 'rosa@clinic.example';
    answer.writeHead(isKnown ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
    const body = isNew ? { User: { Attributes } } : { UserAttributes: Attributes };
    answer.end(JSON.stringify(isKnown ? body : { __type: 'UserNotFoundException' }));
  });
  const endpoint = await listen(server);
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  accounts = cognitoAccounts(
    'pool',
    new CognitoIdentityProviderClient({ endpoint, region: 'us-east-1', credentials }),
  );
});
beforeEach(() => asked.splice(0));
afterAll(() => closeServer(server));

describe('cognitoAccounts', () => {
  it.each(['rosa@clinic.example', 'Rosa@Clinic.example', 'ROSA@CLINIC.EXAMPLE', ' rosa@clinic.EXAMPLE '])(
    'finds the same person by %j',
    async (address) => {
      expect(await accounts.find(address)).toBe('sub-of-rosa@clinic.example');
    },
  );

  it('finds nobody by another address', async () => {
    expect(await accounts.find('ana@clinic.example')).toBeUndefined();
  });

  it('invites under the address in lower case', async () => {
    const { staffId } = await accounts.add('Ana@Clinic.example', 'Ana Ruiz');

    expect(staffId).toBe('sub-of-ana@clinic.example');
    expect(asked[0]?.UserAttributes).toContainEqual({ Name: 'email', Value: 'ana@clinic.example' });
  });
});
