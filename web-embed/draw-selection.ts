import { makeLink, makeText } from './dom.ts';
import { isCurrent } from './is-current.ts';
import { listingsOf, type Scene, type SourceLabel } from './scene.ts';
import { isSourceLink } from './source-link.ts';

/**
 * Draws the fixed line under the reviews: how many of how many, who chose, and where all of them are.
 *
 * @param shown Google reviews in the list, with those of the broader condition under it; 0 leaves the links alone
 */
export function drawSelection(shown: number, scene: Scene): HTMLElement {
  const { words, home, head } = scene;
  const page = head.language === 'en' ? '' : `.${head.language}`;
  const how = makeLink('', '', `${home}embed/how-reviews-are-chosen${page}.html`, words.howChosen);
  const links = [...drawSeeAll(shown ? ['Google'] : ['Google', 'Yelp'], scene), how];
  const line = makeText('p', 'selection', shown ? sentence(shown, scene) + (head.note ?? '') : '');
  line.append(...joined(links));
  return line;
}

/** Draws what is left of an embed without a review: the links to all of them; `undefined` when there is none. */
export function drawNothing(scene: Scene): HTMLElement | undefined {
  const links = drawSeeAll(['Google', 'Yelp'], scene);
  return links.length ? makeText('p', 'selection', ...joined(links)) : undefined;
}

function drawSeeAll(sources: readonly SourceLabel[], scene: Scene): readonly HTMLElement[] {
  const { words } = scene;
  return sources.flatMap((source) => {
    const listings = listingsOf(scene, source).filter(({ url }) => isSourceLink(url, source));
    return listings.map(({ url, place }) => {
      const which = listings.length > 1 ? ` (${place})` : '';
      return makeLink('', source, url, `${words.seeAll} ${words.on} ${source}${which}`);
    });
  });
}

function joined(links: readonly Node[]): readonly (Node | string)[] {
  return links.flatMap((link) => [' · ', link]).slice(1);
}

/** The total is Google's own figure: it lapses with the ratings it came with. */
function sentence(shown: number, scene: Scene): string {
  const { words, head } = scene;
  const isTotalKnown =
    head.total >= shown && listingsOf(scene, 'Google').every((rating) => isCurrent(rating, scene.now));
  const total = isTotalKnown ? head.total : shown;
  const of = isTotalKnown ? `${shown} ${words.of} ` : '';
  return `${of}${total} ${words.googleCount[total === 1 ? 0 : 1]}${words.chosen}`;
}
