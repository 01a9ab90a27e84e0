import { make } from './dom.ts';

const CARDS = 6;

/** Draws what stands in the reserved height until the reviews are there; it takes no height of its own. */
export function drawSkeleton(): HTMLElement {
  const cards = Array.from({ length: CARDS }, () => make('i', ''));
  const skeleton = make('div', 'skeleton', make('div', 'list', ...cards));
  skeleton.ariaHidden = 'true';
  return skeleton;
}
