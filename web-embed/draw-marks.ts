import { drawPath, make, makeText } from './dom.ts';
import { kept } from './list.ts';
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
  row.setAttribute('role', 'img');
  row.setAttribute('aria-label', `${stars} ${words.of} 5 ${words.starCount}`);
  return row;
}

function drawRow(part: string, count: number): SVGSVGElement {
  let path = '';
  for (let at = 0; at < count; at += 1) path += `M${8.5 + 20 * at} 1.5${STAR}`;
  return drawPath(part, 20 * count, path);
}

/** Draws a neutral mark of the source: a letter, or its name in words; no imitation of its logo. */
export function drawSource(source: string): Element {
  return source === 'Google' ? drawPath('source', 20, LETTER_G) : makeText('span', 'source', source);
}

/** Draws the first letter of a name, or a person where there is none, on a colour that the name and the day give. */
export function drawAvatar(name: string | undefined, day: string): HTMLElement {
  const avatar = make('span', 'avatar', (name && kept(name, isLetter)[0]) ?? drawPath('person', 20, PERSON));
  avatar.setAttribute('aria-hidden', 'true');
  if (name) avatar.style.setProperty('--hue', `${name.length * 31 + +`${day[8]}${day[9]}` * 47}`);
  return avatar;
}

/** Most signs, spaces, dashes, symbols and halves of emoji are none. */
function isLetter(sign: string): boolean {
  return (sign > '/' && sign < '\u2000') || (sign > '\u303f' && sign < '\ud800');
}
