import * as z from 'zod';
import { AppError } from '../domain/error.ts';
import { toTokenFailure } from './google-errors.ts';
import type { Http } from './http.ts';
import type { OwnSecrets } from './own-secrets.ts';

/** Access tokens of connected clinics. */
export interface GoogleTokens {
  /**
   * An access token that is good for two minutes at least. Asked for at the same time, it is fetched once.
   *
   * @param refused a token that Google refused before its time; another one is fetched
   * @throws AppError `source-failed`: `grant-expired` when the consent has ended, `config` when our client is unknown
   */
  readonly get: (connectionId: string, remainingMs: () => number, refused?: string) => Promise<string>;
  /** Tells whether somebody has connected anew since the grant that was used last was read. */
  readonly hasNewGrant: (connectionId: string) => Promise<boolean>;
}

/** What tokens are made of. */
export interface TokenNeeds {
  readonly http: Http;
  /** Origin of Google's OAuth endpoint. */
  readonly oauthUrl: string;
  readonly readSecret: OwnSecrets['read'];
  readonly now: () => string;
}

interface Token {
  readonly value: string;
  /** The grant it was made of. */
  readonly grant: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

const EARLY_SECONDS = 120;

const Granted = z.object({
  // A token goes into a header: nothing but visible ASCII may be in it.
  access_token: z.string().regex(/^[\x21-\x7e]+$/u),
  expires_in: z.number().positive().catch(3599),
});

/** Name of the secret that holds a connection's grant. */
export function grantName(connectionId: string): string {
  return `google-refresh-token/${connectionId}`;
}

/** Opens the access tokens; they live in memory only. One that was made of an earlier grant is not given any more. */
export function openGoogleTokens(needs: TokenNeeds): GoogleTokens {
  const kept = new Map<string, Promise<Token>>();
  const used = new Map<string, string>();
  const fetchOnce = (connectionId: string, remainingMs: () => number): Promise<Token> => {
    const fetching = refresh(connectionId, remainingMs, { ...needs, used });
    kept.set(connectionId, fetching);
    fetching.catch(() => {
      if (kept.get(connectionId) === fetching) kept.delete(connectionId);
    });
    return fetching;
  };
  return {
    async get(connectionId, remainingMs, refused) {
      const keeping = kept.get(connectionId);
      const known = await keeping;
      const isGood = known && known.value !== refused && known.until > Date.parse(needs.now());
      if (isGood && known.grant === (await readGrant(connectionId, needs))) return known.value;
      // Whoever waited for the same token and came first is fetching another one by now.
      const fetching = kept.get(connectionId);
      const isFetching = fetching !== undefined && fetching !== keeping;
      return (await (isFetching ? fetching : fetchOnce(connectionId, remainingMs))).value;
    },
    async hasNewGrant(connectionId) {
      const grant = await readGrant(connectionId, needs, { isFresh: true });
      return grant !== undefined && grant !== used.get(connectionId);
    },
  };
}

async function readGrant(
  connectionId: string,
  { readSecret }: Pick<TokenNeeds, 'readSecret'>,
  options: { readonly isFresh?: boolean } = {},
): Promise<string | undefined> {
  return (await readSecret(grantName(connectionId), options))?.trim() || undefined;
}

/** What a token is made with; the grants that were used last, by connection. */
type RefreshNeeds = TokenNeeds & { readonly used: Map<string, string> };

/** A grant that is refused may be one that lay in memory, while somebody has connected anew. */
async function refresh(connectionId: string, remainingMs: () => number, needs: RefreshNeeds): Promise<Token> {
  const grant = await readGrant(connectionId, needs);
  try {
    return await refreshWith(grant, connectionId, remainingMs, needs);
  } catch (error) {
    if (!(error instanceof AppError) || error.reason !== 'grant-expired') throw error;
    const fresh = await readGrant(connectionId, needs, { isFresh: true });
    if (fresh === undefined || fresh === grant) throw error;
    return await refreshWith(fresh, connectionId, remainingMs, needs);
  }
}

async function refreshWith(
  grant: string | undefined,
  connectionId: string,
  remainingMs: () => number,
  { http, oauthUrl, readSecret, now, used }: RefreshNeeds,
): Promise<Token> {
  const client = await readClient(readSecret);
  if (!grant) {
    used.delete(connectionId);
    const message = 'This listing is not connected to Google. Connect Google again.';
    throw new AppError('source-failed', message, { reason: 'grant-expired' });
  }
  used.set(connectionId, grant);
  const form = { ...client, refresh_token: grant, grant_type: 'refresh_token' };
  const { json } = await http.call(
    { url: `${oauthUrl}/token`, form },
    { remainingMs, toFailure: toTokenFailure },
  );
  const granted = Granted.safeParse(json);
  if (!granted.success) {
    const message = 'Google’s token endpoint answered in a form that is not documented.';
    throw new AppError('source-failed', message, { reason: 'bad-response' });
  }
  const { access_token: value, expires_in: seconds } = granted.data;
  return { value, grant, until: Date.parse(now()) + (seconds - EARLY_SECONDS) * 1000 };
}

/**
 * Reads our own client at Google, as its token endpoint wants it.
 *
 * @throws AppError `source-failed` with reason `config` while it is not set up
 */
export async function readClient(
  readSecret: OwnSecrets['read'],
): Promise<{ readonly client_id: string; readonly client_secret: string }> {
  const secrets = await Promise.all(
    ['google-client-id', 'google-client-secret'].map((name) => readSecret(name)),
  );
  const [id, secret] = secrets.map((value) => value?.trim());
  if (id && secret) return { client_id: id, client_secret: secret };
  const message =
    'Our Google client is not set up. Set the secrets google-client-id and google-client-secret.';
  throw new AppError('source-failed', message, { reason: 'config' });
}
