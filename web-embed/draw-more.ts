import { make, makeText } from './dom.ts';
import { drawCard } from './draw-card.ts';
import { foldTexts } from './draw-text.ts';
import { isCurrent } from './is-current.ts';
import type { Scene } from './scene.ts';
import type { Shelf } from './shelf.ts';

/** Draws the button that adds further reviews to `list`, with what it says aloud; `undefined` when there are none. */
export function drawMore(list: HTMLElement, shelf: Shelf, scene: Scene): HTMLElement | undefined {
  if (!shelf.hasMore()) return undefined;
  const { words, head } = scene;
  const button = make('button', 'more', words.showMore);
  const status = makeText('p', 'status');
  status.role = 'status';

  const addMore = async () => {
    const now = Date.now();
    const fresh = (await shelf.takeMore()).filter((review) => isCurrent(review, now));
    const cards = fresh.map((review) => drawCard(review, 'Google', { ...scene, now }));
    list.append(...cards);
    foldTexts(list);
    cards[0]?.focus();
    button.hidden = !shelf.hasMore();
    const count = list.childElementCount;
    status.textContent = `${count} ${words.of} ${Math.max(head.shown, count)}`;
  };
  button.onclick = async () => {
    if (button.ariaDisabled) return;
    button.ariaDisabled = 'true';
    await addMore().catch(() => {
      status.textContent = words.moreFailed;
    });
    button.ariaDisabled = null;
  };
  return make('div', 'further', button, status);
}
