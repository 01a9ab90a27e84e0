import { type CSSProperties, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { selectedWords } from './selected-span.ts';
import type { Span } from './words-of-text.ts';

/** What is watched. */
interface Watched {
  /** Holds the text and nothing else. */
  readonly element: RefObject<HTMLElement | null>;
  /** What the returned place is measured from. */
  readonly frame: RefObject<HTMLElement | null>;
  readonly isOn: boolean;
  readonly onSelect: (span: Span | undefined) => void;
}

/** Width to keep free for what is put there, pixels. */
const ROOM = 170;

/**
 * Tells the whole words that are selected in a text, as they change.
 *
 * @returns where the selection ends on the page, for something to be put below it
 */
export function useTextSelection({ element, frame, isOn, onSelect }: Watched): CSSProperties {
  const [below, setBelow] = useState<CSSProperties>({});
  const tell = useRef(onSelect);
  tell.current = onSelect;
  useLayoutEffect(() => {
    if (!isOn) {
      tell.current(undefined);
      return;
    }
    const look = () => {
      const words = selectedWords(element.current);
      tell.current(words);
      if (words && frame.current) setBelow(placeBelow(document.getSelection(), frame.current));
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [element, frame, isOn]);
  return below;
}

function placeBelow(selection: Selection | null, frame: HTMLElement): CSSProperties {
  const last = selection && [...selection.getRangeAt(0).getClientRects()].at(-1);
  if (!last) return {};
  const from = frame.getBoundingClientRect();
  const left = Math.min(Math.max(0, last.left - from.left), Math.max(0, from.width - ROOM));
  return { left, top: last.bottom - from.top + 6 };
}
