import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of a site, ready to be sent. */
export interface SiteFile {
  /** Media type, with the charset of texts. */
  readonly type: string;
  readonly body: Buffer;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.woff2', 'font/woff2'],
]);

const FONT = fileURLToPath(
  import.meta.resolve('@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2'),
);

/**
 * Reads a demo site whole: every file of its folder by its address, pages without `.html`, the first page as `/`,
 * and the font as `/inter.woff2`. What is not here is not served, so no address reaches outside the folder.
 *
 * @param name folder in `web-embed/demo`
 * @param standIns addresses written in the pages, and what to send instead: the origins of this machine
 * @throws Error for a file of a type that no demo site has
 */
export function readSite(
  name: string,
  standIns: Readonly<Record<string, string>>,
): ReadonlyMap<string, SiteFile> {
  const folder = fileURLToPath(new URL(`../../web-embed/demo/${name}/`, import.meta.url));
  const files = new Map<string, SiteFile>([
    ['/inter.woff2', { type: 'font/woff2', body: readFileSync(FONT) }],
  ]);
  for (const file of readdirSync(folder)) {
    const type = TYPES.get(extname(file));
    if (type === undefined) throw new Error(`A demo site holds ${file}, whose type is not known.`);
    const body = readFileSync(join(folder, file));
    files.set(addressOf(file), {
      type,
      body: type.startsWith('text/html') ? replaced(body, standIns) : body,
    });
  }
  return files;
}

function addressOf(file: string): string {
  return file === 'index.html' ? '/' : `/${file.replace(/\.html$/u, '')}`;
}

function replaced(body: Buffer, standIns: Readonly<Record<string, string>>): Buffer {
  const text = Object.entries(standIns).reduce(
    (page, [written, sent]) => page.replaceAll(written, sent),
    body.toString('utf8'),
  );
  return Buffer.from(text);
}
