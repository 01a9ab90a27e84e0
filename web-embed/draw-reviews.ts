import type { PublishedReview } from '../functions/domain/published-review.ts';
import { type Child, make, makeText } from './dom.ts';
import { drawCard } from './draw-card.ts';
import { drawMore } from './draw-more.ts';
import { drawRatings } from './draw-rating.ts';
import { drawSelection } from './draw-selection.ts';
import { fill } from './fill.ts';
import { isCurrent } from './is-current.ts';
import { kept, mapped } from './list.ts';
import { nameIn, type Scene, type SourceLabel } from './scene.ts';
import type { Shelf } from './shelf.ts';
import { isSourceLink } from './source-link.ts';

/**
 * Draws everything of an embed: title, ratings, reviews, the broader condition's, Yelp's excerpts, the fixed line.
 *
 * @returns `undefined` when no review and no excerpt may be shown now
 */
export function drawReviews(shelf: Shelf, scene: Scene): readonly Child[] | undefined {
  const { head } = scene;
  const isShowable = (review: PublishedReview) => isCurrent(review, scene);
  const reviews = kept(shelf.taken, isShowable);
  const broader = kept(head.fallback?.reviews, isShowable);
  const excerpts = kept(head.excerpts, (excerpt) => isShowable(excerpt) && isSourceLink(excerpt.url, 'Yelp'));
  const direct = kept(head.direct?.reviews, isShowable);
  const shown = head.shown - (shelf.taken.length - reviews.length);
  if (!reviews.length && !broader.length && !direct.length && !excerpts.length) return undefined;

  const list = drawList(reviews, 'Google', scene);
  const block = make(
    'section',
    'reviews',
    drawTitle(scene),
    drawRatings('Google', scene),
    list,
    drawMore(list, shelf, scene),
    drawBroader(broader, shown, scene),
  );
  const line = drawSelection(reviews.length + broader.length && shown + broader.length, scene);
  return [
    block,
    drawApart(scene.words.onYelp, excerpts, scene, 'Yelp'),
    drawApart(head.direct?.label, direct, scene),
    line,
  ];
}

function drawTitle(scene: Scene): HTMLElement {
  const { head, words } = scene;
  const place = nameIn(head.places, head.location);
  const clinic = make('bdi', '', place ? `${head.clinic}, ${place}` : head.clinic);
  const text = head.condition ? words.titleAbout : words.title;
  return makeText('h2', 'title', fill<Child>(text, { clinic, phrase: head.condition?.phrase }));
}

function drawList(
  reviews: readonly PublishedReview[],
  source: SourceLabel | undefined,
  scene: Scene,
): HTMLUListElement {
  return make(
    'ul',
    'list',
    mapped(reviews, (review) => drawCard(review, source, scene)),
  );
}

function drawBroader(reviews: readonly PublishedReview[], shown: number, scene: Scene): Child {
  const { head, words } = scene;
  if (!reviews.length || !head.condition || !head.fallback) return undefined;
  const only = shown < 1 ? '' : `${words.only[shown === 1 ? 0 : 1]} `;
  const values = { n: `${shown}`, phrase: head.condition.phrase, broader: head.fallback.condition.phrase };
  const title = makeText('h3', 'fallback-title', fill(only + words.moreAbout, values));
  return [title, drawList(reviews, 'Google', scene)];
}

/** What is not of Google stands by itself, below a title; with its source's rating where there is one. */
function drawApart(
  title: string | undefined,
  reviews: readonly PublishedReview[],
  scene: Scene,
  source?: SourceLabel,
): Child {
  const ratings = source && drawRatings(source, scene);
  if (!ratings && !reviews.length) return undefined;
  const heading = makeText('h3', 'yelp-title', title);
  return make('section', source ? 'yelp' : 'direct', heading, ratings, drawList(reviews, source, scene));
}
