/** How the browser says which key was pressed. */
type Pressed = Pick<KeyboardEvent, 'key' | 'code'>;

/**
 * The letter a key press stands for, `a` to `z`: the one the person's layout gives where that is a Latin letter (so `A`
 * is where AZERTY and Dvorak have it), else the one at the same place of a US keyboard, so that Cyrillic, Greek, Hebrew
 * and Arabic layouts have every key. `undefined` for anything else.
 */
export function letterOf({ key, code }: Pressed): string | undefined {
  const typed = key.normalize('NFKC').toLowerCase();
  if (/^[a-z]$/u.test(typed)) return typed;
  const place = /^Key([A-Z])$/u.exec(code)?.[1];
  return place !== undefined && isOfOtherScript(typed) ? place.toLowerCase() : undefined;
}

/** The digit a key press stands for, 0 to 9: the one typed, else the one on the key where a layout wants Shift for it. */
export function digitOf({ key, code }: Pressed): number | undefined {
  const typed = key.normalize('NFKC');
  if (/^[0-9]$/u.test(typed)) return Number(typed);
  const place = /^Digit([0-9])$/u.exec(code)?.[1];
  return place !== undefined && isCharacter({ key }) ? Number(place) : undefined;
}

/** Whether a key press puts a character into what has the focus; arrows, Enter and the like do not. */
export function isCharacter({ key }: Pick<KeyboardEvent, 'key'>): boolean {
  return [...key].length === 1;
}

/** Letters and marks that no Latin layout has, also the ligature of two that an Arabic key gives. */
function isOfOtherScript(typed: string): boolean {
  return /^(?:(?!\p{Script=Latin})[\p{L}\p{M}]){1,2}$/u.test(typed);
}
