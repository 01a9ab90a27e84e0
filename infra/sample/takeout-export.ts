import type { FakeGoogleReview } from './fake-google-reviews.ts';
import { type ZipFile, zip } from './zip.ts';

/** A location as its owner exports it. */
interface ExportedPlace {
  readonly accountId: string;
  readonly locationId: string;
  readonly title: string;
  readonly reviews: readonly FakeGoogleReview[];
}

const FIRST_FILE = 50;

/**
 * A Google Takeout export of a Business Profile, as public importers describe its layout: a folder per account and
 * location, the reviews in one file or several, without pictures and with no id but the one in `name`.
 */
export function takeoutExport(places: readonly ExportedPlace[], modifiedAt?: Date): Buffer {
  return zip(
    places.flatMap(exportedFiles).map(({ path, content }) => ({
      path: `Takeout/Google Business Profile/${path}`,
      content,
      ...(modifiedAt && { modifiedAt }),
    })),
  );
}

/** The name that Google gives an export made at an instant, ISO 8601. */
export function takeoutName(at: string): string {
  return `takeout-${at.slice(0, 19).replaceAll(/[-:]/gu, '')}Z-001.zip`;
}

function exportedFiles({ accountId, locationId, title, reviews }: ExportedPlace): readonly ZipFile[] {
  const folder = `account-${accountId}/location-${locationId}`;
  const parent = `accounts/${accountId}/locations/${locationId}`;
  const rows = reviews.map(({ reviewId, reviewer: { profilePhotoUrl: _, ...reviewer }, ...rest }) => ({
    name: `${parent}/reviews/${reviewId}`,
    reviewer,
    ...rest,
  }));
  const file = (name: string, json: object): ZipFile => ({
    path: `${folder}/${name}`,
    content: JSON.stringify(json, null, 2),
  });
  return [
    file('data.json', { name: `locations/${locationId}`, title }),
    file('reviews.json', { reviews: rows.slice(0, FIRST_FILE) }),
    ...(rows.length > FIRST_FILE ? [file('reviews-2.json', { reviews: rows.slice(FIRST_FILE) })] : []),
  ];
}
