import { createServer, type Server, type ServerOptions } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../functions/domain/error.ts';
import { openHttp } from '../../functions/sources/http.ts';
import { closeServer, listen } from '../../infra/local/loopback.ts';
import { NOW } from '../support/builders.ts';
import { makeAuthority } from '../support/certificates.ts';

const PAGE = { reviews: [] };
const DAY_MS = 86_400_000;
const authority = makeAuthority();
const stranger = makeAuthority('Stranger');
const trusted = getCACertificates('default');

/** Requests that a server has read: none may reach one that is not who it should be. */
let asked = 0;
const servers: Server[] = [];

/** Starts a server on this machine, and gives its port. */
async function serve(certificate: ServerOptions): Promise<string> {
  const server = createServer(certificate, (_, reply) => {
    asked += 1;
    reply.setHeader('content-type', 'application/json').end(JSON.stringify(PAGE));
  });
  servers.push(server);
  return new URL(await listen(server)).port;
}

async function call(url: string): Promise<unknown> {
  const http = openHttp(() => NOW, { tries: 1 });
  const toFailure = () => new AppError('source-failed', 'refused', { reason: 'bad-request' });
  try {
    const headers = { authorization: 'Bearer of-a-clinic' };
    return (await http.call({ url, headers }, { remainingMs: () => 20_000, toFailure })).json;
  } finally {
    http.close();
  }
}

beforeAll(() => setDefaultCACertificates([...trusted, authority.cert]));
afterAll(async () => {
  setDefaultCACertificates(trusted);
  await Promise.all(servers.map(closeServer));
});

describe('openHttp, over TLS', () => {
  it('reads from a server whose certificate is good', async () => {
    const port = await serve(authority.issue({ names: ['localhost'] }));

    expect(await call(`https://localhost:${port}/page`)).toEqual(PAGE);
    expect(asked).toBe(1);
  });

  it.each<[string, () => ServerOptions, string]>([
    [
      'has lapsed',
      () =>
        authority.issue({
          names: ['localhost'],
          from: new Date(Date.now() - 2 * DAY_MS),
          until: new Date(Date.now() - DAY_MS),
        }),
      'CERT_HAS_EXPIRED',
    ],
    [
      'is not valid yet',
      () => authority.issue({ names: ['localhost'], from: new Date(Date.now() + DAY_MS / 48) }),
      'CERT_NOT_YET_VALID',
    ],
    [
      'is of another host',
      () => authority.issue({ names: ['reviews.example'] }),
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    [
      'comes from an authority nobody knows',
      () => stranger.issue({ names: ['localhost'] }),
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    [
      'is only for TLS 1.1',
      () => ({ ...authority.issue({ names: ['localhost'] }), maxVersion: 'TLSv1.1' }),
      '',
    ],
  ])('says nothing to a server whose certificate %s', async (_, certificate, code) => {
    const port = await serve(certificate());
    asked = 0;

    const failure = await call(`https://localhost:${port}/page`).catch((error: AppError) => error);

    expect(failure).toMatchObject({ kind: 'source-failed', reason: 'unreachable' });
    expect((failure as AppError).message).toContain(code);
    expect((failure as AppError).message).not.toContain('page');
    expect(asked).toBe(0);
  });

  it('does not fall back to a connection without TLS', async () => {
    const port = await serve(authority.issue({ names: ['localhost'] }));

    await expect(call(`http://localhost:${port}/page`)).rejects.toMatchObject({ reason: 'unreachable' });
  });
});
