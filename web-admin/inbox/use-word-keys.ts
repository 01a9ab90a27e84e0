import { type KeyboardEvent, type RefObject, useRef } from 'react';
import { letterOf } from '../keys/key-of.ts';
import { announce } from '../parts/announce.tsx';
import { inboxWords } from './inbox-words.ts';
import { selectedSpan, selectedWords, selectSpan } from './selected-span.ts';
import { moveByWord, type Span, spanOfWords, wholeWords, wordsOf } from './words-of-text.ts';

interface Needs {
  readonly text: string;
  readonly element: RefObject<HTMLElement | null>;
  readonly onPick: (span: Span) => void;
}

/**
 * Keys inside a text: arrows go from word to word, with Shift they mark words, Ctrl+A marks all of them. Enter says that
 * the marked words shall say a condition, Escape lets go of them.
 */
export function useWordKeys({ text, element, onPick }: Needs) {
  const from = useRef<{ readonly anchor: number; readonly focus: number }>(undefined);
  const move = (step: 1 | -1, extend: boolean) => {
    if (!element.current) return;
    const selection = document.getSelection();
    const now = selectedSpan(element.current, selection);
    const next = moveByWord(text, now && startingAt(text, now, from.current), { step, extend });
    const span = next && spanOfWords(text, next);
    if (!span) return;
    from.current = next;
    selectSpan(element.current, span, selection);
    announce(inboxWords.conditions.marked(text.slice(span.start, span.end)));
  };
  const selectAll = () => {
    if (element.current) selectSpan(element.current, { start: 0, end: text.length }, document.getSelection());
  };
  const act = (key: string, extend: boolean): boolean => {
    const step = stepOf(key, element.current);
    const picked = key === 'Enter' ? selectedWords(element.current) : undefined;
    if (step) move(step, extend);
    if (picked) onPick(picked);
    return step !== undefined || picked !== undefined;
  };
  return (event: KeyboardEvent<HTMLElement>) => {
    const isCommand = event.ctrlKey || event.metaKey;
    const isAll = isCommand && letterOf(event) === 'a';
    if (isAll) selectAll();
    if (event.key === 'Escape') document.getSelection()?.removeAllRanges();
    if (isAll || (!isCommand && !event.altKey && act(event.key, event.shiftKey))) event.preventDefault();
  };
}

/** Forward is where the text goes on: to the left where it is written from right to left. */
function stepOf(key: string, element: HTMLElement | null): 1 | -1 | undefined {
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined;
  const isForward =
    (key === 'ArrowRight') !== (element !== null && getComputedStyle(element).direction === 'rtl');
  return isForward ? 1 : -1;
}

/** The last place of the keys, as long as what is selected still is what they selected; else the words touched. */
function startingAt(
  text: string,
  selected: Span,
  last: { readonly anchor: number; readonly focus: number } | undefined,
): { readonly anchor: number; readonly focus: number } | undefined {
  const span = last && spanOfWords(text, last);
  if (last && span?.start === selected.start && span.end === selected.end) return last;
  const touched = wholeWords(text, selected);
  if (!touched) return undefined;
  const words = wordsOf(text);
  return {
    anchor: words.findIndex(({ start }) => start === touched.start),
    focus: words.findIndex(({ end }) => end === touched.end),
  };
}
