import type { PublishedReview } from '../functions/domain/published-review.ts';
import { type Child, make, makeText } from './dom.ts';
import { isBlank, mapped, part } from './list.ts';
import type { Words } from './words.ts';

const folds = new ResizeObserver((entries) => foldLong(mapped(entries, ({ target }) => target)));

/** Shows the button of each folded text that has something folded away; all are measured before one changes. */
function foldLong(texts: ArrayLike<Element>): void {
  const areLong = mapped(texts, (text) => text.scrollHeight > text.clientHeight + 2);
  mapped(texts, (text, at) => {
    (text.nextElementSibling as HTMLButtonElement).hidden = !areLong[at];
  });
}

/**
 * Folds the texts that were just put on the page, now and whenever their width changes. An observer alone would be
 * later than the first frame: what stands below the buttons would move.
 */
export function foldTexts(within: ParentNode): void {
  const texts = within.querySelectorAll('[part~=folded]');
  foldLong(texts);
  mapped(texts, (text) => folds.observe(text));
}

/**
 * Draws the whole text of a review, with the words that say the list's condition marked. A long one is folded after
 * some lines: every word is in the page, and a button shows them all. What was in view then stays where it is.
 */
export function drawText({ text, marks }: PublishedReview, words: Words): readonly HTMLElement[] {
  const shown = makeText('p', 'text folded', markWords(text, marks));
  const button = make('button', 'fold', words.readMore);
  button.hidden = true;
  button.onclick = () => {
    folds.unobserve(shown);
    shown.setAttribute('part', 'text');
    // Such a change tells the browser not to follow what stands below the text.
    shown.parentElement?.style.setProperty('min-height', '0');
    shown.tabIndex = -1;
    shown.focus({ preventScroll: true });
    button.hidden = true;
  };
  return [shown, button];
}

/** Cuts a text at its marks; spans that overlap or lie outside count as far as they are new and inside. */
function markWords(text: string, marks: PublishedReview['marks']): readonly Child[] {
  const pieces: Child[] = [];
  let at = 0;
  // Line breaks behind the last word would only be empty lines.
  let last = text.length;
  while (last && isBlank(text[last - 1] ?? '')) last -= 1;
  mapped(marks, (mark) => {
    const from = mark[0] > at ? mark[0] : at;
    const to = mark[1] < last ? mark[1] : last;
    if (!(to > from)) return;
    pieces[pieces.length] = [part(text, at, from), make('mark', 'mark', part(text, from, to))];
    at = to;
  });
  return [pieces, part(text, at, last)];
}
