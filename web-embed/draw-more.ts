import { now } from './clock.ts';
import { append, make, makeText } from './dom.ts';
import { drawCard } from './draw-card.ts';
import { foldTexts } from './draw-text.ts';
import { isCurrent } from './is-current.ts';
import { kept, mapped } from './list.ts';
import type { Scene } from './scene.ts';
import type { Shelf } from './shelf.ts';

const BUSY = 'aria-disabled';

/** Draws the button that adds further reviews to `list`, with what it says aloud; `undefined` when there are none. */
export function drawMore(list: HTMLElement, shelf: Shelf, scene: Scene): HTMLElement | undefined {
  if (!shelf.hasMore()) return undefined;
  const { words, head } = scene;
  const button = make('button', 'more', words.showMore);
  const status = makeText('p', 'status');
  status.setAttribute('role', 'status');

  const addMore = async () => {
    const taken = await shelf.takeMore();
    scene.now = now();
    const fresh = kept(taken, (review) => isCurrent(review, scene));
    const cards = mapped(fresh, (review) => drawCard(review, 'Google', scene));
    append(list, cards);
    foldTexts(list);
    cards[0]?.focus({ preventScroll: true });
    button.hidden = !shelf.hasMore();
    const count = list.childElementCount;
    status.textContent = `${count} ${words.of} ${head.shown > count ? head.shown : count}`;
  };
  button.onclick = async () => {
    if (button.getAttribute(BUSY)) return;
    button.setAttribute(BUSY, 'true');
    try {
      await addMore();
    } catch {
      status.textContent = words.moreFailed;
    }
    button.removeAttribute(BUSY);
  };
  return make('div', 'further', button, status);
}
