import type { DemoReply, DemoRequest } from './demo-reply.ts';
import type { FakeGoogle } from './fake-google.ts';
import { type DONE, type GooglePlace, STAR_WORDS } from './google-page.ts';

/** What the stand-in's page needs of the fake Google. */
export type GoogleBook = Pick<FakeGoogle, 'listReviews' | 'addReview' | 'editReview' | 'deleteReview'>;

/** What becomes of a posted form. */
interface Needs {
  readonly google: GoogleBook;
  /** Called with the fake Google's id of a listing after each change of it. */
  readonly onChanged: (locationId: string) => void;
}

const LONGEST_NAME = 80;
const LONGEST_TEXT = 4000;

/** Takes a form of the stand-in's page: posts, edits or deletes a review, and sends the browser back to the page. */
export function takeGoogleForm(
  place: GooglePlace,
  { body }: DemoRequest,
  { google, onChanged }: Needs,
): DemoReply {
  const form = new URLSearchParams(body);
  const done = change(place.locationId, form, google);
  if (!done)
    return { status: 400, headers: PLAIN, body: 'The form was not understood. Go back and try again.' };
  onChanged(place.locationId);
  return { status: 303, headers: { location: `/demo/google/${place.slug}?done=${done}` }, body: '' };
}

const PLAIN = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };

function change(
  locationId: string,
  form: URLSearchParams,
  google: GoogleBook,
): keyof typeof DONE | undefined {
  const reviewId = form.get('review') ?? '';
  const starRating = STAR_WORDS[Number(form.get('stars')) - 1];
  const comment = (form.get('text') ?? '').replaceAll('\r\n', '\n').slice(0, LONGEST_TEXT);
  const isKnown = google.listReviews(locationId).some((review) => review.reviewId === reviewId);
  switch (form.get('action')) {
    case 'post': {
      if (!starRating) return undefined;
      const displayName = (form.get('name') ?? '').trim().slice(0, LONGEST_NAME) || 'A visitor';
      google.addReview(locationId, {
        reviewer: { displayName },
        starRating,
        ...(comment.trim() && { comment }),
      });
      return 'post';
    }
    case 'edit':
      if (!starRating || !isKnown) return undefined;
      google.editReview(locationId, reviewId, { starRating, comment: comment.trim() ? comment : undefined });
      return 'edit';
    case 'delete':
      if (!isKnown) return undefined;
      google.deleteReview(locationId, reviewId);
      return 'delete';
    default:
      return undefined;
  }
}
