import { type Child, makeLink, makeText } from './dom.ts';
import { isCurrent } from './is-current.ts';
import { kept, mapped } from './list.ts';
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
  const links = joined([drawSeeAll('Google', scene), shown ? [] : drawSeeAll('Yelp', scene), [how]]);
  return makeText('p', 'selection', shown ? sentence(shown, scene) + (head.note ?? '') : '', links);
}

/** Draws what is left of an embed without a review: the links to all of them; `undefined` when there is none. */
export function drawNothing(scene: Scene): HTMLElement | undefined {
  const links = joined([drawSeeAll('Google', scene), drawSeeAll('Yelp', scene)]);
  return links.length ? makeText('p', 'selection', links) : undefined;
}

function drawSeeAll(source: SourceLabel, scene: Scene): readonly HTMLElement[] {
  const { words } = scene;
  const listings = kept(listingsOf(scene, source), ({ url }) => isSourceLink(url, source));
  return mapped(listings, ({ url, place }) => {
    const which = listings.length > 1 ? ` (${place})` : '';
    return makeLink('', source, url, `${words.seeAll} ${words.on} ${source}${which}`);
  });
}

function joined(groups: readonly (readonly Node[])[]): readonly Child[] {
  const line: Child[] = [];
  mapped(groups, (links) => {
    mapped(links, (link) => {
      line[line.length] = line.length ? [' · ', link] : link;
    });
  });
  return line;
}

/** The total is Google's own figure: it lapses with the ratings it came with. */
function sentence(shown: number, scene: Scene): string {
  const { words, head } = scene;
  const isTotalKnown =
    head.total >= shown && !kept(listingsOf(scene, 'Google'), (one) => !isCurrent(one, scene)).length;
  const total = isTotalKnown ? head.total : shown;
  const of = isTotalKnown ? `${shown} ${words.of} ` : '';
  return `${of}${total} ${words.googleCount[total === 1 ? 0 : 1]}${words.chosen}`;
}
