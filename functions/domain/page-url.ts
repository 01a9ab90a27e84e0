import type { SourceName } from './review.ts';
import { sourcePage } from './source-page.ts';

/**
 * Writes the address of a listing's public page as browsers write it, which is the form in which visitors get it:
 * letters beyond ASCII and blanks percent-encoded, the host in lower case and without a dot at its end or a port that
 * goes without saying.
 *
 * @returns `undefined` for what is no https address of a page of that source's own
 */
export function tidyPageUrl(source: SourceName, written: string): string | undefined {
  if (source === 'direct' || !URL.canParse(written.trim())) return undefined;
  const url = new URL(written.trim());
  url.hostname = url.hostname.replace(/\.$/u, '');
  const { href, username, password, port } = url;
  return username + password + port === '' && sourcePage(href, source) !== undefined ? href : undefined;
}
