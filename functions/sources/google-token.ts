import * as z from 'zod';
import { AppError } from '../domain/error.ts';
import { toTokenFailure } from './google-errors.ts';
import type { Http } from './http.ts';

/** Access tokens of connected clinics. */
export interface GoogleTokens {
  /**
   * An access token that is good for two minutes at least. Asked for at the same time, it is fetched once.
   *
   * @param refused a token that Google refused before its time; another one is fetched
   * @throws AppError `source-failed`: `grant-expired` when the consent has ended, `config` when our client is unknown
   */
  readonly get: (connectionId: string, remainingMs: () => number, refused?: string) => Promise<string>;
}

/** What tokens are made of. */
export interface TokenNeeds {
  readonly http: Http;
  /** Origin of Google's OAuth endpoint. */
  readonly oauthUrl: string;
  /** Reads a secret by the last part of its name, such as `google-client-id`; `undefined` when it was never set. */
  readonly readSecret: (name: string) => Promise<string | undefined>;
  readonly now: () => string;
}

interface Token {
  readonly value: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

const EARLY_SECONDS = 120;

const Granted = z.object({
  // A token goes into a header: nothing but visible ASCII may be in it.
  access_token: z.string().regex(/^[\x21-\x7e]+$/u),
  expires_in: z.number().positive().catch(3599),
});

/** Opens the access tokens; they live in memory only. */
export function openGoogleTokens(needs: TokenNeeds): GoogleTokens {
  const kept = new Map<string, Promise<Token>>();
  const fetchOnce = (connectionId: string, remainingMs: () => number): Promise<Token> => {
    const fetching = refresh(connectionId, remainingMs, needs);
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
      if (known && known.value !== refused && known.until > Date.parse(needs.now())) return known.value;
      // Whoever waited for the same token and came first is fetching another one by now.
      const fetching = kept.get(connectionId);
      const isFetching = fetching !== undefined && fetching !== keeping;
      return (await (isFetching ? fetching : fetchOnce(connectionId, remainingMs))).value;
    },
  };
}

async function refresh(connectionId: string, remainingMs: () => number, needs: TokenNeeds): Promise<Token> {
  const { http, oauthUrl, readSecret, now } = needs;
  const names = ['google-client-id', 'google-client-secret', `google-refresh-token/${connectionId}`];
  const secrets = await Promise.all(names.map(readSecret));
  const [client, secret, grant] = secrets.map((value) => value?.trim());
  if (!client || !secret) {
    const message =
      'Our Google client is not set up. Set the secrets google-client-id and google-client-secret.';
    throw new AppError('source-failed', message, { reason: 'config' });
  }
  if (!grant) {
    const message = 'This listing is not connected to Google. Connect Google again.';
    throw new AppError('source-failed', message, { reason: 'grant-expired' });
  }
  const form = {
    client_id: client,
    client_secret: secret,
    refresh_token: grant,
    grant_type: 'refresh_token',
  };
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
  return { value, until: Date.parse(now()) + (seconds - EARLY_SECONDS) * 1000 };
}
