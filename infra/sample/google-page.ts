import type { FakeGoogleReview } from './fake-google-reviews.ts';
import { type Html, html } from './html.ts';

/** A listing of the stand-in for Google, as its page shows it. */
export interface GooglePlace {
  /** Last part of the page's address, such as `mill-lane`. */
  readonly slug: string;
  /** The fake Google's own id of it. */
  readonly locationId: string;
  /** As people read it, such as `Mill Lane`. */
  readonly name: string;
}

/** What the page is to show. */
export interface GoogleView {
  readonly place: GooglePlace;
  /** Every listing, for the way from one to the other. */
  readonly places: readonly GooglePlace[];
  readonly reviews: readonly FakeGoogleReview[];
  /** Shown as a form instead. */
  readonly editing?: string;
  /** Default false: the newest only. */
  readonly isWhole?: boolean;
  /** What the visitor has just done. */
  readonly done?: keyof typeof DONE;
  /** ISO 8601 UTC; days are told from here. */
  readonly now: string;
}

/** What is said after each change. */
export const DONE = {
  post: 'Posted. It reaches the inbox within five seconds.',
  edit: 'Changed. If it was on the clinic’s page, it is off until somebody looks again.',
  delete: 'Deleted. It leaves the clinic’s page with the next reading.',
} as const;

/** Google's words for one to five stars, in that order. */
export const STAR_WORDS: readonly string[] = ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE'];

const NEWEST = 8;

/** Words that stand ready in the form, so that the story needs one click; the next ones after each post. */
const READY = [
  {
    name: 'Jo Fairweather',
    stars: 5,
    text: 'Drove to the coast and back with sciatica and swore at every red light. Four visits later the same drive is just long. Nobody rushed me.',
  },
  {
    name: 'Pete Lindgren',
    stars: 4,
    text: 'Came for sciatica after a winter of shoveling. Better by about half so far, and the homework is short enough that I do it. Parking is as bad as everyone says.',
  },
  {
    name: 'Amara D.',
    stars: 5,
    text: 'my mother’s sciatica had her skipping church. she is in her pew again and complaining about the sermons, so, normal. thank you',
  },
] as const;

/** Draws a listing's page at the stand-in for Google. */
export function drawGooglePage(view: GoogleView): Html {
  const { place, places, reviews, done } = view;
  const newest = reviews.slice(0, NEWEST);
  const isWhole = view.isWhole || (view.editing && !newest.some(({ reviewId }) => reviewId === view.editing));
  const shown = isWhole ? reviews : newest;
  return html`<!doctype html>
<html lang="en-US">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${place.name} · A stand-in for Google</title>
    <link rel="stylesheet" href="/demo/google.css" />
    <link rel="stylesheet" href="/demo/google-form.css" />
    <link rel="stylesheet" href="/demo/google-list.css" />
  </head>
  <body>
    <header>
      <p class="stand-in">A stand-in for Google</p>
      <h1>Juniper Lane Acupuncture</h1>
      <nav aria-label="Locations">${places.map((other) => drawTab(other, place))}</nav>
      ${drawSummary(reviews)}
    </header>
    <main>
      ${done && html`<p class="done" role="status">${DONE[done]}</p>`}
      ${drawPostForm(reviews)}
      <h2>${isWhole ? 'All reviews' : 'Newest reviews'}</h2>
      <ul>${shown.map((review) => drawReview(review, view))}</ul>
      ${shown.length < reviews.length ? html`<p><a href="?all=1">All ${reviews.length} reviews</a></p>` : undefined}
    </main>
  </body>
</html>
`;
}

function drawTab(other: GooglePlace, place: GooglePlace): Html {
  const current = other.slug === place.slug ? html` aria-current="page"` : undefined;
  return html`<a href="/demo/google/${other.slug}"${current}>${other.name}</a>`;
}

function drawSummary(reviews: readonly FakeGoogleReview[]): Html {
  const counts = STAR_WORDS.map((word) => reviews.filter(({ starRating }) => starRating === word).length);
  const sum = counts.reduce((all, count, at) => all + count * (at + 1), 0);
  const average = reviews.length > 0 ? (sum / reviews.length).toFixed(1) : '–';
  const rows = counts.map(
    (count, at) =>
      html`<tr><th scope="row">${at + 1}</th><td><progress max="${Math.max(1, reviews.length)}" value="${count}"></progress></td><td>${count}</td></tr>`,
  );
  return html`<div class="summary">
        <p><strong>${average}</strong> <span>${reviews.length} reviews</span></p>
        <table aria-label="Reviews by stars">${rows.toReversed()}</table>
      </div>`;
}

function drawPostForm(reviews: readonly FakeGoogleReview[]): Html {
  const posted = reviews.filter(({ reviewId }) => reviewId.startsWith('posted-')).length;
  const ready = READY[posted % READY.length] ?? READY[0];
  return html`<form class="write" method="post" aria-label="Post a review">
        <h2>Post a review</h2>
        <input type="hidden" name="action" value="post" />
        ${drawStarChoice(ready.stars)}
        <label class="name">Name <input name="name" maxlength="80" required value="${ready.name}" autocomplete="off" /></label>
        <label class="words"><span>Words</span><textarea name="text" maxlength="4000" rows="6">${ready.text}</textarea></label>
        <button>Post</button>
      </form>`;
}

function drawStarChoice(chosen: number): Html {
  const choices = STAR_WORDS.map((_, at) => {
    const checked = at + 1 === chosen ? html` checked` : undefined;
    return html`<label><input type="radio" name="stars" value="${at + 1}"${checked} /><span>${at + 1}</span></label>`;
  });
  return html`<fieldset class="choice"><legend>Stars</legend>${choices}</fieldset>`;
}

function drawReview(review: FakeGoogleReview, { editing, now }: GoogleView): Html {
  const { reviewId, reviewer, comment, reviewReply } = review;
  const reply = reviewReply && html`<p class="reply"><b>The owner answered</b> ${reviewReply.comment}</p>`;
  return html`<li id="${reviewId}">
          <p class="by"><b dir="auto">${reviewer.displayName}</b> ${drawDay(review, now)}</p>
          ${editing === reviewId ? drawEditForm(review) : html`${drawStars(review)}<p class="words" dir="auto">${comment?.trim()}</p>${reply}${drawOwnWays(review)}`}
        </li>`;
}

function drawStars(review: FakeGoogleReview): Html {
  const stars = starsOf(review);
  return html`<span class="stars of-${stars}" role="img" aria-label="${stars} of 5 stars"></span>`;
}

function drawDay({ createTime, updateTime }: FakeGoogleReview, now: string): Html {
  const day = new Date(updateTime).toLocaleDateString('en-US', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...(updateTime.slice(0, 4) !== now.slice(0, 4) && { year: 'numeric' }),
  });
  const edited = updateTime === createTime ? undefined : html` · edited`;
  return html`<span><time datetime="${updateTime}">${day}</time>${edited}</span>`;
}

function drawOwnWays({ reviewId }: FakeGoogleReview): Html {
  return html`<details><summary>As its author</summary>
            <a href="?edit=${reviewId}#${reviewId}">Edit</a>
            <form method="post"><input type="hidden" name="action" value="delete" /><input type="hidden" name="review" value="${reviewId}" /><button>Delete</button></form>
          </details>`;
}

function drawEditForm(review: FakeGoogleReview): Html {
  return html`<form class="write" method="post" aria-label="Edit this review">
            <input type="hidden" name="action" value="edit" />
            <input type="hidden" name="review" value="${review.reviewId}" />
            ${drawStarChoice(starsOf(review))}
            <label class="words"><span>Words</span><textarea name="text" maxlength="4000" rows="8">${review.comment?.trim()}</textarea></label>
            <button>Save</button> <a href="?">Leave it</a>
          </form>`;
}

function starsOf({ starRating }: Pick<FakeGoogleReview, 'starRating'>): number {
  return STAR_WORDS.indexOf(starRating) + 1;
}
