import { isCharacter } from './key-of.ts';

/** Where letters are typed, or choose something. */
const TAKES_LETTERS = [
  'input',
  'textarea',
  'select',
  '[contenteditable]:not([contenteditable="false"])',
  ...[
    'textbox',
    'searchbox',
    'combobox',
    'spinbutton',
    'listbox',
    'option',
    'menu',
    'menubar',
    'tree',
    'grid',
    'radiogroup',
    'slider',
    'application',
  ].map((role) => `[role="${role}"]`),
].join(', ');

/** After such a pause a letter is no part of what was typed before. */
const PAUSE_MS = 1_500;

let typedAt = Number.NEGATIVE_INFINITY;
let isWatching = false;
const continued = new WeakSet<KeyboardEvent>();

/** Whether a key press goes to something that letters are typed into or chosen by. */
export function takesLetters(event: KeyboardEvent): boolean {
  return (
    document.designMode === 'on' ||
    event.composedPath().some((part) => part instanceof Element && part.matches(TAKES_LETTERS))
  );
}

/**
 * Whether a key press goes on with what was typed into something that has vanished or lost the focus meanwhile, such as
 * a field that was taken off the screen in the middle of a word. Ends with a click, a key that types nothing, or a pause.
 */
export function continuesTyping(event: KeyboardEvent): boolean {
  return continued.has(event);
}

/** Follows what is typed, from the first call on. */
export function watchTyping(): void {
  if (isWatching) return;
  isWatching = true;
  window.addEventListener('keydown', note, { capture: true });
  window.addEventListener('pointerdown', end, { capture: true });
}

function note(event: KeyboardEvent): void {
  if (!isCharacter(event)) {
    if (!isModifier(event.key)) end();
    return;
  }
  const isTyped = takesLetters(event);
  if (!isTyped && event.timeStamp - typedAt > PAUSE_MS) return;
  typedAt = event.timeStamp;
  if (!isTyped) continued.add(event);
}

function end(): void {
  typedAt = Number.NEGATIVE_INFINITY;
}

/** Keys that belong to the letter after them: in the middle of a word they end nothing. */
function isModifier(key: string): boolean {
  return ['Shift', 'CapsLock', 'AltGraph', 'Alt', 'Dead', 'Process', 'Unidentified'].includes(key);
}
