/**
 * The address below which `embed/` and `feed/` lie, with a slash at the end; found from the script's own address.
 *
 * @param script address of the script, wherever below `embed/` it lies; elsewhere its origin is taken
 */
export function homeOf(script: string): string {
  const { origin, pathname } = new URL(script);
  return origin + pathname.slice(0, pathname.lastIndexOf('/embed/') + 1 || 1);
}

/** Address of the running script. An element named `currentScript` may stand where the page's own property should. */
export function scriptAddress(): string {
  const running = document.currentScript;
  if (running instanceof HTMLScriptElement && running.src) return running.src;
  const [tag] = document.querySelectorAll<HTMLScriptElement>('script[src*="/clinic-reviews."]');
  return tag?.src ?? document.baseURI;
}
