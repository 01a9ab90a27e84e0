import type { SourceName } from './review.ts';

/** Where each source shows reviews, its own short links among them. Visitors get no other link, so no other is taken. */
const PAGES: Readonly<Record<Exclude<SourceName, 'direct'>, RegExp>> = {
  'google-business':
    /^https:\/\/(?:(?:(?:www|maps|search)\.)?google\.(?:com|[a-z]{2}|com?\.[a-z]{2})\/(?:(?:maps|search|local)\b|$|\?)|(?:maps\.app\.goo\.gl|goo\.gl\/maps|g\.page|share\.google)\/)/u,
  yelp: /^https:\/\/(?:[a-z]{1,3}\.)?yelp\.(?:com|[a-z]{2}|com?\.[a-z]{2})\/biz\//u,
};

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
  return username + password + port === '' && PAGES[source].test(href) ? href : undefined;
}
