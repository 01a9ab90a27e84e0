import { type RefObject, useLayoutEffect, useRef } from 'react';
import { isForPage } from './is-for-page.ts';
import { letterOf } from './key-of.ts';
import { watchTyping } from './typing.ts';
import { useKeysSetting } from './use-keys-setting.ts';

/** When a key acts. */
interface Options {
  /** False while what the key does cannot be done; default true. */
  readonly isOn?: boolean;
  /** Element in which the key acts too, although words are marked there. */
  readonly own?: RefObject<Element | null>;
}

/**
 * Calls back when a letter is pressed that is meant for the page, unless the person has switched keys off.
 *
 * @param key lower case, Latin
 */
export function usePageKey(key: string, press: () => void, { isOn = true, own }: Options = {}): void {
  const { isOn: areKeysOn } = useKeysSetting();
  const latest = useRef(press);
  latest.current = press;
  const listens = isOn && areKeysOn;
  // Before the person can see that the key is there, so that it acts as soon as it is seen.
  useLayoutEffect(() => {
    watchTyping();
    if (!listens) return;
    const listen = (event: KeyboardEvent) => {
      if (letterOf(event) !== key || !isForPage(event, own?.current)) return;
      // Or the letter would be typed into what the key has opened.
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [key, listens, own]);
}
