import { useLayoutEffect, useRef } from 'react';
import { isForPage } from './is-for-page.ts';
import { useKeysSetting } from './use-keys-setting.ts';

/**
 * Calls back when a letter is pressed that is meant for the page, unless the person has switched keys off.
 *
 * @param key lower case
 * @param isOn false while what the key does cannot be done
 */
export function usePageKey(key: string, press: () => void, isOn = true): void {
  const { isOn: areKeysOn } = useKeysSetting();
  const latest = useRef(press);
  latest.current = press;
  const listens = isOn && areKeysOn;
  // Before the person can see that the key is there, so that it acts as soon as it is seen.
  useLayoutEffect(() => {
    if (!listens) return;
    const listen = (event: KeyboardEvent) => {
      if (event.repeat || event.key.toLowerCase() !== key || !isForPage(event)) return;
      // Or the letter would be typed into what the key has opened.
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [key, listens]);
}
