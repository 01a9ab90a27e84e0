import { mapped } from './list.ts';

/** An embed this close to the window begins to load. */
export const NEAR_PX = 800;
const TICK_MS = 5000;

/** The page comes back or goes on, the network comes back, the page is printed, or the person turns to a find bar. */
const EVENTS = ['DOMContentLoaded', 'pageshow', 'visibilitychange', 'online', 'beforeprint', 'blur'] as const;

/** As the page had them before anything came later that replaces them. */
const listen = addEventListener;
const unlisten = removeEventListener;
const every = setInterval;
const stop = clearInterval;

/**
 * Says whenever there is a reason to look at an element again.
 *
 * @param look told whether the element is wanted, wherever it stands, and whether only time has passed
 * @returns what ends it
 */
export function watch(element: Element, look: (isWanted: boolean, isTick?: boolean) => void): () => void {
  // A find bar takes the focus from the window itself, as a menu does that leads to printing or to a reader's view.
  const hear = ({ type, target, currentTarget }: Event) =>
    look(type === 'beforeprint' || (type === 'blur' && target === currentTarget));
  mapped(EVENTS, (name) => listen(name, hear, true));
  const timer = every(() => look(false, true), TICK_MS);
  const end = watchNear(element, look);
  return () => {
    mapped(EVENTS, (name) => unlisten(name, hear, true));
    stop(timer);
    end?.();
  };
}

/** Where nothing can tell when the element is near, it is wanted at once. */
function watchNear(element: Element, look: (isWanted: boolean) => void): (() => void) | undefined {
  try {
    const near = new IntersectionObserver(
      (entries) => {
        if (entries[entries.length - 1]?.isIntersecting) look(true);
      },
      { rootMargin: `${NEAR_PX}px` },
    );
    near.observe(element);
    return () => near.disconnect();
  } catch {
    look(true);
    return undefined;
  }
}

/** Tells whether an element has a place on the page, and begins less than `distance` pixels below the window. */
export function isNear(element: Element, distance: number): boolean {
  const box = element.getClientRects()[0];
  return !!box && box.top < innerHeight + distance;
}
