import { cut, mapped } from './list.ts';

/**
 * The address below which `embed/` and `feed/` lie, with a slash at the end; found from the script's own address.
 *
 * @param script address of the script, wherever below `embed/` it lies; elsewhere its origin is taken
 */
export function homeOf(script: string): string {
  const steps = cut(cut(script, '?#')[0] ?? '', '/');
  let above = '';
  let home = '';
  mapped(steps, (step, at) => {
    if (at === 3 || (at > 3 && step === 'embed')) home = above;
    above += `${step}/`;
  });
  return home;
}

/** Address of the running script. An element named `currentScript` may stand where the page's own property should. */
export function scriptAddress(): string {
  const running = document.currentScript as HTMLScriptElement | null;
  if (running?.localName === 'script' && running.src) return running.src;
  const tag = document.querySelectorAll<HTMLScriptElement>('script[src*="/clinic-reviews."]')[0];
  return tag?.src ?? document.baseURI;
}
