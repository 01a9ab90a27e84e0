/** Where letters are typed or chosen by typing. */
const TAKES_LETTERS =
  'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="listbox"], [role="menu"]';

/**
 * Tells whether a key press is meant for the page's own keys: a plain letter, not typed into anything, while no dialog
 * is open.
 */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
    return false;
  if (event.target instanceof Element && event.target.closest(TAKES_LETTERS)) return false;
  return document.querySelector('[role="dialog"]') === null;
}
