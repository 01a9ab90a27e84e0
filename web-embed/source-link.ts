const TOP_LEVEL = '(?:com|[a-z]{2}|com?\\.[a-z]{2})';

/** Hosts on which each source shows reviews, its own short links among them. */
const HOSTS: Readonly<Record<string, string>> = {
  Google: `(?:[a-z\\d-]+\\.)*google\\.${TOP_LEVEL}|(?:maps\\.app\\.)?goo\\.gl|g\\.page|share\\.google`,
  Yelp: `(?:[a-z\\d-]+\\.)*yelp\\.${TOP_LEVEL}`,
};

/**
 * Tells whether an address may be linked as a page of a source: https, one of the source's own hosts, no user, no
 * port. Google's redirect page `/url` leads anywhere and is refused.
 *
 * @param source as visitors read it: `Google` or `Yelp`
 */
export function isSourceLink(url: string | undefined, source: string): url is string {
  const pattern = new RegExp(`^https://(?:${HOSTS[source]})(?!/+url\\b)(?:[/?#][!-[\\]-~]*)?$`, 'i');
  return pattern.test(url ?? '');
}
