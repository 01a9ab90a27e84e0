import { areKeysHeld } from './hold-keys.ts';
import { continuesTyping, takesLetters } from './typing.ts';

/** What asks for something; while it is on the screen, nothing else on the page is meant. */
const ASKS = [
  'dialog[open]',
  ':popover-open',
  ...['dialog', 'alertdialog', 'menu', 'listbox'].map((role) => `[role="${role}"]`),
].join(', ');

/**
 * Tells whether a key press is meant for the page's own keys: one plain letter, pressed once, while nothing is being
 * typed, chosen, marked, asked or opened.
 *
 * @param own also where letters are typed or words are marked: the element whose own key this is
 */
export function isForPage(event: KeyboardEvent, own?: Element | null): boolean {
  if (event.defaultPrevented || event.repeat || isComposing(event) || hasModifier(event)) return false;
  if (areKeysHeld() || continuesTyping(event) || document.querySelector(ASKS) !== null) return false;
  if (own && event.composedPath().includes(own)) return true;
  return !takesLetters(event) && !isMarking(own);
}

/** Key code 229 is what browsers give while an input method has the key; not all of them say `isComposing` then. */
function isComposing({ isComposing: isSaid, keyCode }: KeyboardEvent): boolean {
  return isSaid || keyCode === 229;
}

/** Caps Lock is none: it is on by mistake, and a letter is meant. */
function hasModifier(event: KeyboardEvent): boolean {
  return (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.shiftKey ||
    event.getModifierState('AltGraph') ||
    event.getModifierState('OS')
  );
}

/** Whether words are selected: who selects has something in mind for them. */
function isMarking(own: Element | null | undefined): boolean {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.toString() === '') return false;
  return !(own && selection.anchorNode && own.contains(selection.anchorNode));
}
