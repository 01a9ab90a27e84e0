import { instantOf } from './clock.ts';
import type { Scene } from './scene.ts';

/**
 * Tells whether something lent by a source may still be shown; what does not say until when may not. The scene
 * remembers when the first thing in it lapses.
 */
export function isCurrent(
  item: { readonly expiresAt: string },
  scene: Pick<Scene, 'now' | 'lapsesAt'>,
): boolean {
  const lapsesAt = instantOf(item.expiresAt);
  const isShown = lapsesAt > scene.now;
  if (isShown && lapsesAt < scene.lapsesAt) scene.lapsesAt = lapsesAt;
  return isShown;
}
