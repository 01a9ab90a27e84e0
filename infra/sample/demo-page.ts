import { type DemoReply, type DemoRequest, demoHeaders } from './demo-reply.ts';
import { type DemoSites, demoOrigins } from './demo-sites.ts';
import { type GoogleBook, takeGoogleForm } from './google-form.ts';
import { DONE, drawGooglePage, type GooglePlace } from './google-page.ts';
import { escapeText } from './html.ts';
import { readSite } from './site-files.ts';
import { googlePlaces } from './world.ts';

/** What `/demo` shows and where it reaches. */
export interface DemoPageNeeds {
  /** The origin that answers `/demo`, without a slash at the end; forms from elsewhere are refused. */
  readonly origin: string;
  readonly sites: Pick<DemoSites, 'clinicUrl' | 'partnerUrl'>;
  /** Where people sign in: the inbox may go there inside its frame. */
  readonly signInOrigin: string;
  /** Name of a member of the sample world, shown beside the inbox. */
  readonly staffName: string;
  readonly google: GoogleBook;
  /** Called with the fake Google's id of a listing after each change of it: the moment to read it. */
  readonly onChanged: (locationId: string) => void;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
}

/**
 * Opens the demonstration: `/demo`, its files, and the stand-in for Google below `/demo/google`.
 *
 * @returns a function that answers a request, or gives `undefined` for a path that is not the demonstration's
 */
export function openDemoPage(needs: DemoPageNeeds): (request: DemoRequest) => DemoReply | undefined {
  const files = readSite('road', {
    ...demoOrigins(needs.sites),
    'sample-name': escapeText(needs.staffName),
  });
  const policy = policyFor(needs);
  return (request) => {
    const { pathname } = request.url;
    if (pathname !== '/demo' && !pathname.startsWith('/demo/')) return undefined;
    const place = googlePlaces.find(({ slug }) => pathname === `/demo/google/${slug}`);
    if (place) return answerAsGoogle(place, request, needs);
    const file = files.get(pathname.slice('/demo'.length) || '/');
    if (!file) return redirectOrMissing(pathname, policy);
    if (!isReading(request)) return notAllowed('GET, HEAD');
    return { status: 200, headers: demoHeaders(file.type, policy), body: file.body };
  };
}

function redirectOrMissing(pathname: string, policy: string): DemoReply {
  if (pathname === '/demo/google') {
    return { status: 302, headers: { location: `/demo/google/${googlePlaces[0]?.slug}` }, body: '' };
  }
  return {
    status: 404,
    headers: demoHeaders('text/plain; charset=utf-8', policy),
    body: 'There is no such page.',
  };
}

function answerAsGoogle(place: GooglePlace, request: DemoRequest, needs: DemoPageNeeds): DemoReply {
  if (request.method === 'POST') {
    const isOwn = request.origin === undefined || request.origin === needs.origin;
    return isOwn ? takeGoogleForm(place, request, needs) : { ...notAllowed('GET, HEAD'), status: 403 };
  }
  if (!isReading(request)) return notAllowed('GET, HEAD, POST');
  const { searchParams } = request.url;
  const editing = searchParams.get('edit');
  const done = Object.keys(DONE).find(
    (known): known is keyof typeof DONE => known === searchParams.get('done'),
  );
  const page = drawGooglePage({
    place,
    places: googlePlaces,
    reviews: needs.google.listReviews(place.locationId),
    isWhole: searchParams.has('all'),
    ...(editing !== null && { editing }),
    ...(done && { done }),
    now: needs.now(),
  });
  return { status: 200, headers: demoHeaders('text/html; charset=utf-8', GOOGLE_POLICY), body: page.markup };
}

function isReading({ method }: DemoRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

function notAllowed(allow: string): DemoReply {
  return { status: 405, headers: { allow, 'content-type': 'text/plain' }, body: '' };
}

const SAME_ORIGIN = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
];

const GOOGLE_POLICY = [...SAME_ORIGIN, "form-action 'self'", "frame-ancestors 'self'"].join('; ');

function policyFor({ sites, signInOrigin }: DemoPageNeeds): string {
  return [
    ...SAME_ORIGIN,
    "script-src 'self'",
    `frame-src 'self' ${sites.clinicUrl} ${signInOrigin}`,
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
