import * as z from 'zod';
import { AppError } from '../domain/error.ts';
import type { ConsentFailure } from '../domain/source-view.ts';
import type { GrantRequest } from '../store/grant-requests.ts';
import { GOOGLE_SCOPE } from './ask-consent.ts';
import { toTokenFailure } from './google-errors.ts';
import { readClient } from './google-token.ts';
import type { Http } from './http.ts';
import type { OwnSecrets } from './own-secrets.ts';

/** What Google granted. Neither token leaves this function but into a secret, or a header to Google. */
export interface Granted {
  /** Lasts until it is revoked, or six months without use. */
  readonly grant: string;
  /** Lasts an hour. */
  readonly accessToken: string;
}

/** What a code is exchanged with. */
export interface ExchangeNeeds {
  readonly http: Http;
  readonly oauthUrl: string;
  readonly readSecret: OwnSecrets['read'];
  readonly remainingMs: () => number;
}

const token = z.string().regex(/^[\x21-\x7e]{1,2048}$/u);
const Answer = z.object({
  access_token: token,
  refresh_token: token.optional().catch(undefined),
  scope: z.string().optional().catch(undefined),
});

/** Exchanges the code of a consent for its tokens; what Google refuses is an outcome. */
export async function exchangeCode(
  code: string,
  { verifier, returnTo }: Pick<GrantRequest, 'verifier' | 'returnTo'>,
  { http, oauthUrl, readSecret, remainingMs }: ExchangeNeeds,
): Promise<Granted | ConsentFailure> {
  try {
    const client = await readClient(readSecret);
    const asked = { code, code_verifier: verifier, redirect_uri: returnTo, grant_type: 'authorization_code' };
    const { json } = await http.call(
      { url: `${oauthUrl}/token`, form: { ...client, ...asked } },
      { remainingMs, toFailure: toTokenFailure },
    );
    return readAnswer(json);
  } catch (error) {
    if (!(error instanceof AppError) || error.reason === undefined) throw error;
    if (error.reason === 'grant-expired' || error.reason === 'bad-request') return 'refused';
    return error.reason === 'config' ? 'not-set-up' : 'unreachable';
  }
}

function readAnswer(json: unknown): Granted | ConsentFailure {
  const read = Answer.safeParse(json);
  if (!read.success) return 'unreachable';
  const { access_token: accessToken, refresh_token: grant, scope } = read.data;
  // People can agree to less than was asked for: each scope has a box of its own.
  if (scope !== undefined && !scope.split(' ').includes(GOOGLE_SCOPE)) return 'scope-missing';
  return grant === undefined ? 'no-lasting-grant' : { grant, accessToken };
}
