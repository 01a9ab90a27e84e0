import { createServer, type Server } from 'node:http';
import * as oauth from 'oauth4webapi';
import { AppError } from '../../functions/domain/error.ts';
import { closeServer, listen } from '../local/loopback.ts';

/** The OAuth client of the operator's Google project. */
export interface GoogleClient {
  readonly id: string;
  readonly secret: string;
}

/** Where Google asks for consent and gives tokens. */
export interface GoogleConsentUrls {
  readonly authorize: string;
  readonly token: string;
}

/** What Google granted. */
export interface GoogleGrant {
  /** Lasts until it is revoked, or six months without use. */
  readonly refreshToken: string;
  /** Lasts an hour. */
  readonly accessToken: string;
}

/** How consent is asked for. */
export interface ConsentOptions {
  readonly client: GoogleClient;
  readonly urls: GoogleConsentUrls;
  /** Told the address that the person must open. */
  readonly onAddress: (address: string) => void;
}

/** Read and write: Google has no scope for reading alone. */
const SCOPE = 'https://www.googleapis.com/auth/business.manage';
const CALLBACK = '/callback';

/**
 * Asks a person for consent in the browser and waits for the redirection to this machine: authorization code with
 * PKCE, a state that is checked, and offline access.
 *
 * @throws AppError `invalid` when the person refuses, the answer is not to this question, or Google gives no lasting grant
 */
export async function connectGoogle({ client, urls, onAddress }: ConsentOptions): Promise<GoogleGrant> {
  const server = createServer();
  const redirectUri = `${await listen(server)}${CALLBACK}`;
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const address = new URL(urls.authorize);
  address.search = new URLSearchParams({
    response_type: 'code',
    client_id: client.id,
    redirect_uri: redirectUri,
    scope: SCOPE,
    access_type: 'offline',
    prompt: 'consent',
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  onAddress(address.href);
  try {
    const answered = await redirection(server, redirectUri);
    return await exchange({ answered, redirectUri, verifier, state }, client, urls);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('invalid', `Google did not connect: ${reasonOf(cause)}. Nothing was stored.`, {
      cause,
    });
  } finally {
    await closeServer(server);
  }
}

/** @returns the address that the browser was sent back to */
function redirection(server: Server, redirectUri: string): Promise<URL> {
  return new Promise((resolve) => {
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', redirectUri);
      const isCallback = url.pathname === CALLBACK;
      response.writeHead(isCallback ? 200 : 404, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(isCallback ? 'You can close this page and go back to the terminal.' : '');
      // Not before the person's browser has the page: the listener is closed at once.
      if (isCallback) response.once('close', () => resolve(url));
    });
  });
}

/** What went wrong, in words a person can act on; no token and no code is in them. */
function reasonOf(error: unknown): string {
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError) {
    return error.error;
  }
  if (error instanceof oauth.OperationProcessingError) {
    return 'the answer does not belong to this question; run the command again';
  }
  return 'it could not be reached';
}

interface Answered {
  readonly answered: URL;
  readonly redirectUri: string;
  readonly verifier: string;
  readonly state: string;
}

async function exchange(
  { answered, redirectUri, verifier, state }: Answered,
  { id, secret }: GoogleClient,
  urls: GoogleConsentUrls,
): Promise<GoogleGrant> {
  const server: oauth.AuthorizationServer = {
    issuer: new URL(urls.token).origin,
    token_endpoint: urls.token,
  };
  const client: oauth.Client = { client_id: id };
  const parameters = oauth.validateAuthResponse(server, client, answered, state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.ClientSecretPost(secret),
    parameters,
    redirectUri,
    verifier,
    { [oauth.allowInsecureRequests]: urls.token.startsWith('http://127.0.0.1:') },
  );
  const granted = await oauth.processAuthorizationCodeResponse(server, client, response);
  if (granted.refresh_token === undefined) {
    const advice = 'Remove the app at myaccount.google.com/permissions and connect again.';
    throw new AppError('invalid', `Google gave no lasting grant. ${advice}`);
  }
  return { refreshToken: granted.refresh_token, accessToken: granted.access_token };
}
