import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuiltEmbed, buildEmbed } from '../../web-embed/build.ts';

/** An answer of the embed's origin. */
export interface Answer {
  readonly status?: number;
  readonly body: string;
  readonly type?: string;
  /** Waits for this before answering. */
  readonly after?: Promise<unknown>;
}

/** Two servers on 127.0.0.1: the embed's origin, and a clinic's site that uses it under a strict policy. */
export interface ClinicSite {
  readonly built: BuiltEmbed;
  /** `http://embed.test:…` */
  readonly embedOrigin: string;
  /** The policy of every page unless it names its own. */
  readonly policy: string;
  /** Publishes a file of the feed; `path` is below the feed's root. */
  readonly publish: (path: string, content: unknown) => void;
  /** Answers something else than JSON for a file of the feed. */
  readonly answer: (path: string, answer: Answer) => void;
  readonly withdraw: (path: string) => void;
  /** Puts a page on the clinic's site and gives its address. */
  readonly page: (html: string, options?: { readonly policy?: string; readonly css?: string }) => string;
  /** Paths asked of the embed's origin so far that begin with `prefix`. */
  readonly asked: (prefix: string) => readonly string[];
  readonly stop: () => Promise<void>;
}

const FEED = '/feed/';

/** Builds the embed and starts both servers; for `beforeAll`. Tests keep apart by embed ids of their own. */
export async function startClinicSite(): Promise<ClinicSite> {
  const folder = await mkdtemp(join(tmpdir(), 'embed-'));
  const built = await buildEmbed(folder);
  const answers = new Map<string, Answer>();
  const pages = new Map<string, { html: string; policy: string; css: string }>();
  const log: string[] = [];

  const embedServer = await listen(async (path, response) => {
    log.push(path);
    const answer = answers.get(path) ?? (await fileAnswer(folder, path));
    await answer.after;
    response.writeHead(answer.status ?? 200, {
      'content-type': answer.type ?? 'application/json; charset=utf-8',
      'access-control-allow-origin': '*',
      'cache-control': path.startsWith(FEED) ? 'max-age=0' : 'max-age=300',
      'cross-origin-resource-policy': 'cross-origin',
      'timing-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    });
    response.end(answer.body);
  });
  const clinicServer = await listen((path, response) => {
    const page = pages.get(path.replace(/\.css$/, ''));
    if (!page) return void response.writeHead(404).end();
    if (path.endsWith('.css'))
      return void response.writeHead(200, { 'content-type': 'text/css' }).end(page.css);
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': page.policy,
    });
    response.end(page.html);
  });

  const embedOrigin = `http://embed.test:${embedServer.port}`;
  const clinicOrigin = `http://clinic.test:${clinicServer.port}`;
  const policy = [
    "default-src 'none'",
    `script-src ${embedOrigin}`,
    `connect-src ${embedOrigin}`,
    `img-src ${embedOrigin}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  return {
    built,
    embedOrigin,
    policy,
    publish: (path, content) => void answers.set(FEED + path, { body: JSON.stringify(content) }),
    answer: (path, answer) => void answers.set(FEED + path, answer),
    withdraw: (path) => void answers.delete(FEED + path),
    page(html, options = {}) {
      const path = `/page-${pages.size}`;
      const link = options.css === undefined ? '' : `<link rel="stylesheet" href="${path}.css">`;
      const style = options.css === undefined ? '' : `; style-src ${clinicOrigin}`;
      pages.set(path, {
        html: document(html, link, embedOrigin),
        policy: options.policy ?? policy + style,
        css: options.css ?? '',
      });
      return clinicOrigin + path;
    },
    asked: (prefix) => log.filter((path) => path.startsWith(prefix)),
    async stop() {
      await Promise.all([embedServer.stop(), clinicServer.stop()]);
      await rm(folder, { recursive: true });
    },
  };
}

/** A whole page with the script in its head, unless the page brings its own. */
function document(html: string, link: string, embedOrigin: string): string {
  if (html.startsWith('<!doctype')) return html.replaceAll('{embed}', embedOrigin);
  const script = `<script src="${embedOrigin}/embed/v1/clinic-reviews.js" async></script>`;
  const meta = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">';
  return `<!doctype html><html lang="en"><head>${meta}<title>Clinic</title>${link}${script}</head>
    <body>${html.replaceAll('{embed}', embedOrigin)}</body></html>`;
}

async function fileAnswer(folder: string, path: string): Promise<Answer> {
  try {
    const body = await readFile(join(folder, path), 'utf8');
    const type = path.endsWith('.js') ? 'text/javascript' : 'text/html';
    return { body, type: `${type}; charset=utf-8` };
  } catch {
    return { status: 404, body: 'none', type: 'text/plain' };
  }
}

async function listen(
  answer: (path: string, response: ServerResponse) => unknown,
): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    void answer(new URL(request.url ?? '/', 'http://any').pathname, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
