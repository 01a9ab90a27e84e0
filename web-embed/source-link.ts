/** Where each source shows reviews, its own short links among them. Both have redirects in other places. */
const PAGES: Readonly<Record<string, RegExp>> = {
  Google:
    /^https:\/\/(((www|maps|search)\.)?google\.(com|[a-z]{2}|com?\.[a-z]{2})\/((maps|search|local)\b|$|\?)|(maps\.app\.goo\.gl|goo\.gl\/maps|g\.page|share\.google)\/)/,
  Yelp: /^https:\/\/([a-z]{1,3}\.)?yelp\.(com|[a-z]{2}|com?\.[a-z]{2})\/biz\//,
};

/**
 * Tells whether an address may be linked as a page of a source: https, one of the source's own hosts and places, no
 * user, no port, and written as a browser would write it, so that nothing else can be behind it.
 *
 * @param source as visitors read it: `Google` or `Yelp`
 */
export function isSourceLink(url: string | undefined, source: string): url is string {
  return !!url && !!PAGES[source]?.test(url) && new URL(url).href === url;
}
