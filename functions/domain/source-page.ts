import type { SourceName } from './review.ts';

/** Endings under which both Google and Yelp have a site of a country; no other name is theirs. */
const COUNTRIES =
  '(?:com(?:\\.(?:au|br|hk|mx|sg))?|co\\.(?:jp|nz|uk)|at|be|ca|ch|de|dk|es|fr|ie|it|nl|no|pl|pt|se)';
/** A slash, a backslash or a dot that only a server reads as one may lead out of a place. */
const HIDDEN = '(?![^?#]*%(?:2[ef]|5c))';

/** Maps, the list of a place's reviews, and Google's own short links; its search and its `url` lead on to anywhere. */
const GOOGLE = new RegExp(
  `^https://(?:(?:www\\.)?google\\.${COUNTRIES}/maps(?=[/?#]|$)|maps\\.google\\.${COUNTRIES}/(?:maps)?(?=[/?#]|$)|` +
    `search\\.google\\.com/local/(?:write)?reviews?(?=[?]|$)|(?:maps\\.app\\.goo\\.gl|goo\\.gl/maps|g\\.page|share\\.google)/)${HIDDEN}`,
  'iu',
);
/** Pages of businesses; what else Yelp has may lead on to anywhere. */
const YELP = new RegExp(`^https://(?:(?:www|m|[a-z]{2})\\.)?yelp\\.${COUNTRIES}/biz/${HIDDEN}`, 'iu');

const PAGES: Readonly<Record<SourceName, RegExp | undefined>> = {
  'google-business': GOOGLE,
  yelp: YELP,
  direct: undefined,
};

/**
 * The address of a page at a source, as a browser writes it, for whatever is linked as one. `web-embed/source-link.ts`
 * asks the same of what it was sent.
 *
 * @returns `undefined` unless it is https, on one of the source's own hosts and in one of the places where it shows
 *   reviews, without user, port, or anything that could be read in two ways
 */
export function sourcePage(address: string | undefined, source: SourceName): string | undefined {
  if (!address || !/^https:\/\/[^\\\s\p{Cc}\p{Cf}]+$/iu.test(address) || !URL.canParse(address))
    return undefined;
  const { href } = new URL(address);
  return PAGES[source]?.test(href) ? href : undefined;
}
