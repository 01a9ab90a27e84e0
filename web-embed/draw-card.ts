import type { PublishedReview } from '../functions/domain/published-review.ts';
import { make, makeLink, makeText } from './dom.ts';
import { drawAvatar, drawSource, drawStars } from './draw-marks.ts';
import { drawText } from './draw-text.ts';
import { fill } from './fill.ts';
import { formatDay } from './format.ts';
import { isBlank, kept, mapped } from './list.ts';
import { listingsOf, nameIn, type Scene, type SourceLabel } from './scene.ts';

/**
 * Draws one review.
 *
 * @param source where it was written; the card leads there. Absent for what the patient gave the clinic: no mark, no link
 */
export function drawCard(
  review: PublishedReview,
  source: SourceLabel | undefined,
  scene: Scene,
): HTMLLIElement {
  const { words } = scene;
  const author = isBlank(review.author ?? '') ? undefined : review.author;
  const card = make(
    'li',
    'card',
    make(
      'div',
      'head',
      drawAvatar(author, review.date),
      make(
        'div',
        'by',
        makeText('div', 'author', author ?? fill(words.anonymous, { source })),
        drawWhen(review, scene),
      ),
      source && drawSource(source),
    ),
    drawStars(review.stars, words),
    drawText(review, words),
    drawConditions(review, scene),
    source && drawOrigin(review, source, scene),
  );
  card.tabIndex = -1;
  return card;
}

function drawWhen({ date, location }: PublishedReview, scene: Scene): HTMLElement {
  const day = makeText('time', 'date', formatDay(date, scene.words));
  day.dateTime = date;
  const places = scene.head.location ? {} : scene.head.places;
  const place = nameIn(places, location);
  let others = 0;
  for (const _ in places) others += 1;
  return make(
    'div',
    'when',
    day,
    place && others > 1 ? [' · ', makeText('span', 'place', place)] : undefined,
  );
}

function drawConditions({ conditions }: PublishedReview, { head }: Scene): HTMLElement | undefined {
  const chips = mapped(conditions, (id) => {
    const label = nameIn(head.labels, id);
    return label && makeText('li', 'condition', label);
  });
  const list = make('ul', 'conditions', chips);
  return list.firstChild ? list : undefined;
}

/** A Yelp excerpt leads to its own page at Yelp, a Google review to the page of its listing. */
function drawOrigin(review: PublishedReview, source: SourceLabel, scene: Scene): HTMLElement {
  const { words } = scene;
  const on = ` ${words.on} ${source}`;
  if (source === 'Yelp') return makeLink('origin', source, review.url, words.readMore + on);
  const listings = listingsOf(scene, source);
  const place = nameIn(scene.head.places, review.location);
  const listing = kept(listings, (rating) => rating.place === place)[0] ?? listings[0];
  return makeLink('origin', source, listing?.url, words.posted + on);
}
