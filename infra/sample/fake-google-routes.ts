import type { FakeAnswer, FakeRequest, FakeRoute } from './fake-exchange.ts';
import type { GoogleAccess } from './fake-google-access.ts';
import { type FakeLocation, NOT_FOUND, reviewAnswer, reviewsAnswer } from './fake-google-reviews.ts';

/** The addresses of a fake Google, all on one origin: OAuth, the two v1 lists, the v4 reviews. */
export function googleRoutes(
  locations: ReadonlyMap<string, FakeLocation>,
  access: GoogleAccess,
): readonly FakeRoute[] {
  const guarded = (answer: FakeRoute['answer']) => (request: FakeRequest) =>
    access.refusal(request) ?? answer(request);
  const get = (name: string, path: RegExp, answer: FakeRoute['answer']): FakeRoute => ({
    name,
    method: 'GET',
    path,
    answer,
  });
  return [
    { name: 'token', method: 'POST', path: /^\/token$/u, answer: access.token },
    { name: 'revoke', method: 'POST', path: /^\/revoke$/u, answer: access.revoke },
    get('consent', /^\/o\/oauth2\/v2\/auth$/u, access.consent),
    get('allow', /^\/o\/oauth2\/v2\/auth\/allow$/u, access.allow),
    get(
      'accounts',
      /^\/v1\/accounts$/u,
      guarded(() => accountsAnswer(locations)),
    ),
    get(
      'locations',
      /^\/v1\/accounts\/([^/]+)\/locations$/u,
      guarded(({ captured }) => locationsAnswer(locations, captured[0] ?? '')),
    ),
    get(
      'reviews',
      /^\/v4\/accounts\/([^/]+)\/locations\/([^/]+)\/reviews$/u,
      guarded(({ captured, url }) => {
        const location = locations.get(captured[1] ?? '');
        if (!location || location.accountId !== captured[0]) return NOT_FOUND;
        return reviewsAnswer(location, url.searchParams);
      }),
    ),
    get(
      'review',
      /^\/v4\/accounts\/([^/]+)\/locations\/([^/]+)\/reviews\/([^/]+)$/u,
      guarded(({ captured: [accountId, locationId = '', reviewId = ''] }) => {
        const location = locations.get(locationId);
        return location && location.accountId === accountId ? reviewAnswer(location, reviewId) : NOT_FOUND;
      }),
    ),
  ];
}

function accountsAnswer(locations: ReadonlyMap<string, FakeLocation>): FakeAnswer {
  const ids = [...new Set([...locations.values()].map(({ accountId }) => accountId))];
  const accounts = ids.map((id) => ({
    name: `accounts/${id}`,
    accountName: 'Pretend account',
    type: 'LOCATION_GROUP',
    role: 'OWNER',
    verificationState: 'VERIFIED',
  }));
  return { status: 200, body: { accounts } };
}

function locationsAnswer(locations: ReadonlyMap<string, FakeLocation>, accountId: string): FakeAnswer {
  const found = [...locations.values()].filter((location) => location.accountId === accountId);
  if (found.length === 0) return NOT_FOUND;
  const rows = found.map(({ locationId, title }) => ({
    name: `locations/${locationId}`,
    title,
    metadata: {
      placeId: `ChIJpretend${locationId}`,
      mapsUri: `https://maps.google.com/maps?cid=${locationId}`,
      newReviewUri: `https://search.google.com/local/writereview?placeid=ChIJpretend${locationId}`,
    },
  }));
  return { status: 200, body: { locations: rows, totalSize: rows.length } };
}
