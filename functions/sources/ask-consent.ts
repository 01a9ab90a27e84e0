import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Member } from '../domain/clinic.ts';
import { isSlug } from '../domain/id.ts';
import type { ConsentAsk, ConsentView } from '../domain/source-view.ts';
import { shortHash } from '../platform/short-hash.ts';
import type { GoogleConnectionNeeds } from './google-connection-needs.ts';
import { nameConnection } from './name-connection.ts';

/** Body of the request. Google compares the address with those that the operator has registered, letter by letter. */
export const ConsentBody = z.strictObject({
  connectionId: z.string().refine(isSlug).exactOptional(),
  returnTo: z.string().max(300).refine(isPageAddress, { error: 'It must be the address of the admin page.' }),
}) satisfies z.ZodType<ConsentAsk>;

/** Read and write: Google has no scope for reading alone. */
export const GOOGLE_SCOPE = 'https://www.googleapis.com/auth/business.manage';

const EXPIRES_MS = 10 * 60_000;

/**
 * Prepares a person's way to Google: authorization code with PKCE and offline access. Whoever comes back within ten
 * minutes must be the same person at the same clinic, with the same state, once.
 *
 * @throws AppError `not-found` for a connection to renew that is not the clinic's own
 */
export async function askConsent(
  { clinicId, staffId }: Member,
  { connectionId: asked, returnTo }: z.infer<typeof ConsentBody>,
  needs: Pick<GoogleConnectionNeeds, 'connections' | 'grantRequests' | 'secrets' | 'consentUrl' | 'now'>,
): Promise<ConsentView> {
  const clientId = (await needs.secrets.read('google-client-id'))?.trim();
  if (!clientId) return {};
  const connectionId = await nameConnection(clinicId, asked, needs);
  const state = `google.${clinicId}.${secret()}`;
  const verifier = secret();
  const expiresAt = new Date(Date.parse(needs.now()) + EXPIRES_MS).toISOString();
  const request = { clinicId, staffId, connectionId, stateHash: shortHash(state), verifier, returnTo };
  await needs.grantRequests.save({ ...request, expiresAt });
  const address = new URL(`${needs.consentUrl}/o/oauth2/v2/auth`);
  address.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: returnTo,
    scope: GOOGLE_SCOPE,
    access_type: 'offline',
    prompt: 'consent',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  return { address: address.href };
}

/** 256 bits; base64url, 43 characters. */
function secret(): string {
  return randomBytes(32).toString('base64url');
}

function isPageAddress(text: string): boolean {
  return /^(?:https:\/\/[a-z\d.-]+(?::\d+)?|http:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?)\/$/u.test(text);
}
