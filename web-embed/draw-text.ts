import type { PublishedReview } from '../functions/domain/published-review.ts';
import { type Child, make, makeText } from './dom.ts';
import type { Words } from './words.ts';

const folds = new ResizeObserver((entries) => foldLong(entries.map(({ target }) => target)));

/** Shows the button of each folded text that has something folded away; all are measured before one changes. */
function foldLong(texts: readonly Element[]): void {
  const areLong = texts.map((text) => text.scrollHeight > text.clientHeight + 2);
  for (const [at, text] of texts.entries()) {
    (text.nextElementSibling as HTMLButtonElement).hidden = !areLong[at];
  }
}

/**
 * Folds the texts that were just put on the page, now and whenever their width changes. An observer alone would be
 * later than the first frame: what stands below the buttons would move.
 */
export function foldTexts(within: ParentNode): void {
  const texts = [...within.querySelectorAll('[part~=folded]')];
  foldLong(texts);
  for (const text of texts) folds.observe(text);
}

/**
 * Draws the whole text of a review, with the words that say the list's condition marked. A long one is folded after
 * some lines: every word is in the page, and a button shows them all.
 */
export function drawText({ text, marks = [] }: PublishedReview, words: Words): readonly HTMLElement[] {
  const shown = makeText('p', 'text folded', ...markWords(text, marks));
  const button = make('button', 'fold', words.readMore);
  button.hidden = true;
  button.onclick = () => {
    folds.unobserve(shown);
    shown.part.remove('folded');
    shown.tabIndex = -1;
    shown.focus();
    button.remove();
  };
  return [shown, button];
}

/** Cuts a text at its marks; spans that overlap or lie outside count as far as they are new and inside. */
function markWords(text: string, marks: readonly (readonly [number, number])[]): readonly Child[] {
  const pieces: Child[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    const from = Math.max(at, start);
    if (!(end > from && from < text.length)) continue;
    pieces.push(text.slice(at, from), make('mark', 'mark', text.slice(from, end)));
    at = end;
  }
  // Line breaks behind the last word would only be empty lines.
  return [...pieces, text.slice(at).trimEnd()];
}
