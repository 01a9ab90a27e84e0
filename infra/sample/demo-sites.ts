import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerLater, answerWith } from '../local/answering.ts';
import { type DemoReply, demoHeaders } from './demo-reply.ts';
import { readSite, type SiteFile } from './site-files.ts';

/** How the demo sites are set up. */
export interface DemoSitesOptions {
  /** Where the script, the feed and `/demo` are served, without a slash at the end. */
  readonly cdnOrigin: string;
  /** Default: any free port, as with the next. */
  readonly clinicPort?: number;
  readonly partnerPort?: number;
}

/** The running demo sites, each on an origin of its own on 127.0.0.1. */
export interface DemoSites {
  /** The clinic's site, without a slash at the end. */
  readonly clinicUrl: string;
  /** The yoga studio's site, without a slash at the end. */
  readonly partnerUrl: string;
  /** Stops at once; open connections are cut. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the sites of the made-up clinic and of the yoga studio, under a policy as strict as a site's can be: scripts
 * and data from the CDN alone, no string may become markup.
 *
 * @throws Error `EADDRINUSE` when a port is taken; nothing is left running
 */
export async function startDemoSites(options: DemoSitesOptions): Promise<DemoSites> {
  const { cdnOrigin } = options;
  const [clinic, partner] = [createServer(), createServer()];
  for (const server of [clinic, partner]) answerLater(server);
  const stop = async () => {
    await Promise.all([clinic, partner].map(close));
  };
  try {
    const clinicUrl = await listen(clinic, options.clinicPort ?? 0);
    const partnerUrl = await listen(partner, options.partnerPort ?? 0);
    const standIns = { ...standInsFor(cdnOrigin), ...demoOrigins({ clinicUrl, partnerUrl }) };
    serve(clinic, readSite('clinic', standIns), cdnOrigin);
    serve(partner, readSite('partner', standIns), cdnOrigin);
    return { clinicUrl, partnerUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the pages write for the two sites, and where these answer. */
export function demoOrigins(
  sites: Pick<DemoSites, 'clinicUrl' | 'partnerUrl'>,
): Readonly<Record<string, string>> {
  return { 'https://juniperlane.example': sites.clinicUrl, 'https://lowtideyoga.example': sites.partnerUrl };
}

function standInsFor(cdnOrigin: string): Readonly<Record<string, string>> {
  return {
    'https://reviews.example': cdnOrigin,
    'https://maps.example/juniper-lane': `${cdnOrigin}/demo/google`,
  };
}

function policyFor(cdnOrigin: string): string {
  return [
    "default-src 'none'",
    `script-src ${cdnOrigin}`,
    `connect-src ${cdnOrigin}`,
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${cdnOrigin}`,
  ].join('; ');
}

function serve(server: Server, files: ReadonlyMap<string, SiteFile>, cdnOrigin: string): void {
  const policy = policyFor(cdnOrigin);
  answerWith(server, async ({ method = 'GET', url = '/' }) => {
    const { status, headers, body } = answer(files, policy, { method, path: url.replace(/\?.*$/u, '') });
    const length = { 'content-length': String(body.length) };
    return { status, headers: { ...headers, ...length }, body: method === 'HEAD' ? '' : body };
  });
}

function answer(
  files: ReadonlyMap<string, SiteFile>,
  policy: string,
  { method, path }: { readonly method: string; readonly path: string },
): DemoReply {
  if (method !== 'GET' && method !== 'HEAD') {
    return { status: 405, headers: { ...demoHeaders('text/plain', policy), allow: 'GET, HEAD' }, body: '' };
  }
  const file = files.get(path);
  if (file) return { status: 200, headers: demoHeaders(file.type, policy), body: file.body };
  const missing = files.get('/404');
  const type = missing?.type ?? 'text/plain';
  return { status: 404, headers: demoHeaders(type, policy), body: missing?.body ?? 'Not found' };
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
