const END = '(com(\\.(au|br|hk|mx|sg))?|co\\.(jp|nz|uk)|at|be|ca|ch|de|dk|es|fr|ie|it|nl|no|pl|pt|se)/';
/** No blank, nothing that only some read as a slash or a dot, and no step that leads out of a place. */
const page = (place: string) =>
  RegExp(`^(?!.*[^!-~]|[^?#]*(\\\\|%(2[EFef]|5[Cc])|/\\.\\.?(?![^/?#])))https://(${place})`);
const YELP = page(`((www|m|[a-z]{2})\\.)?yelp\\.${END}biz/`);
const GOOGLE = page(
  `((www\\.)?google\\.${END}maps|maps\\.google\\.${END}(maps)?)(?=[/?#]|$)|search\\.google\\.com/local/(write)?reviews?(?=[?]|$)|(maps\\.app\\.goo\\.gl|goo\\.gl/maps|g\\.page|share\\.google)/`,
);

/**
 * Tells whether an address may be linked as a page of a source: https, one of the source's own hosts and places, no
 * user, no port, and written as a browser would write it, so that nothing else can be behind it. The feed has decided the
 * same by `functions/domain/source-page.ts`.
 *
 * @param source as visitors read it: `Google` or `Yelp`
 */
export function isSourceLink(url: string | undefined, source: string): url is string {
  return !!url && (source === 'Yelp' ? YELP : GOOGLE).test(url);
}
