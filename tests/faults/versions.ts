import type { Review, SourceName } from '../../functions/domain/review.ts';

type Row = Readonly<Record<string, unknown>>;

const STARS: readonly unknown[] = ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE'];

/** The source's id of a row that may be anything. */
export function idOf(row: unknown, source: SourceName): string | undefined {
  const id = (row as Row | null)?.[source === 'yelp' ? 'id' : 'reviewId'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/** Tells whether an answer is the review that was asked for. */
export function isReviewOf(answer: unknown, id: string, source: SourceName): boolean {
  return typeof answer === 'object' && idOf(answer, source) === id;
}

/** Everything a good row says that must be stored, as one string to compare. */
export function versionOfRow(row: unknown, source: SourceName): string {
  return source === 'yelp' ? versionOfYelp(row as Row) : versionOfGoogle(row as Row);
}

/** The same of a stored review. */
export function versionOfStored({ stars, text, author, reply, writtenAt, source, url }: Review): string {
  const { name, isAnonymous } = author;
  const told = [stars, text, name, isAnonymous, reply?.text];
  return version(source === 'yelp' ? [...told, url] : [...told, writtenAt]);
}

function version(told: readonly unknown[]): string {
  return JSON.stringify(told.map((field) => field ?? null));
}

function versionOfGoogle({ starRating, comment, reviewer, reviewReply, createTime }: Row): string {
  const place = STARS.indexOf(starRating);
  const { displayName, isAnonymous = false } = (reviewer ?? {}) as Row;
  const reply = reviewReply as Row | undefined;
  const isShown = (reply?.reviewReplyState ?? 'APPROVED') === 'APPROVED';
  const told = [
    place < 0 ? null : place + 1,
    comment,
    isAnonymous ? null : displayName,
    isAnonymous,
    isShown ? reply?.comment : null,
  ];
  return version([...told, createTime]);
}

function versionOfYelp({ rating, text, user, url }: Row): string {
  return version([rating, text, (user as Row).name, false, null, url]);
}
