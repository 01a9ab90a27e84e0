import * as z from 'zod';
import { AppError } from '../domain/error.ts';
import type { Http } from './http.ts';
import type { HttpAnswer } from './http-exchange.ts';

/** What a grant is taken back with. */
export interface RevokeNeeds {
  readonly http: Http;
  readonly oauthUrl: string;
  readonly remainingMs: () => number;
}

/**
 * Takes a grant back at Google. One that Google does not know any more is taken back already.
 *
 * @returns false when Google did not answer, or not as documented: the person must look there
 */
export async function revokeGrant(
  grant: string,
  { http, oauthUrl, remainingMs }: RevokeNeeds,
): Promise<boolean> {
  try {
    await http.call({ url: `${oauthUrl}/revoke`, form: { token: grant } }, { remainingMs, toFailure });
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.reason === undefined) throw error;
    return error.reason === 'grant-expired';
  }
}

function toFailure({ status, json }: HttpAnswer): AppError {
  const error = z.object({ error: z.string() }).safeParse(json).data?.error;
  if (error === 'invalid_token') {
    return new AppError('source-failed', 'Google does not know this grant.', { reason: 'grant-expired' });
  }
  const reason = status >= 500 || status === 429 ? 'unreachable' : 'bad-request';
  return new AppError('source-failed', 'Google did not take the grant back.', { reason });
}
