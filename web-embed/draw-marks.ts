import { drawPath, make, makeText } from './dom.ts';
import type { Words } from './words.ts';

/** From the top of a star round to where it began. */
const STAR = 'l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z';
const LETTER_G = 'M15.4 6.2A6.6 6.6 0 1 0 16.6 10.4H10.6';
/** A head and shoulders, as thick strokes. */
const PERSON = 'M10 7h0M6.5 19h7';

/** Draws a rating of 1 to 5 stars; `undefined` for anything else. */
export function drawStars(stars: number | undefined, words: Words): HTMLElement | undefined {
  if (!(stars && stars > 0 && stars < 6)) return undefined;
  const row = make('div', 'stars', drawRow('on', stars), stars < 5 ? drawRow('off', 5 - stars) : undefined);
  row.role = 'img';
  row.ariaLabel = `${stars} ${words.of} 5 ${words.starCount}`;
  return row;
}

function drawRow(part: string, count: number): SVGSVGElement {
  const path = Array.from({ length: count }, (_, at) => `M${8.5 + 20 * at} 1.5${STAR}`).join('');
  return drawPath(part, 20 * count, path);
}

/** Draws a neutral mark of the source: a letter, or its name in words; no imitation of its logo. */
export function drawSource(source: string): Element {
  return source === 'Google' ? drawPath('source', 20, LETTER_G) : makeText('span', 'source', source);
}

/** Draws the first letter of a name on a colour that the name gives, or a person where there is no letter. */
export function drawAvatar(name: string | undefined): HTMLElement {
  const letter = name && /[\p{L}\p{N}]/u.exec(name)?.[0].toUpperCase();
  const avatar = make('span', 'avatar', letter || drawPath('person', 20, PERSON));
  avatar.ariaHidden = 'true';
  if (name) avatar.style.setProperty('--hue', `${name.charCodeAt(0) * 47 + name.length * 31}`);
  return avatar;
}
