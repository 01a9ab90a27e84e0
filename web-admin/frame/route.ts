import { useSyncExternalStore } from 'react';
import type { ReviewQueue } from '../../functions/domain/staff-view.ts';
import { hasHalfFilled, leaveForms } from '../parts/half-filled.ts';

/** The queues in the order of the navigation. */
export const QUEUES: readonly ReviewQueue[] = ['waiting', 'shown', 'not-shown', 'removed'];

/** What the person looks at. */
export type Route =
  | { readonly screen: 'queue'; readonly queue: ReviewQueue; readonly reviewId?: string }
  | { readonly screen: Screen };

/** The screens beside the queues. */
type Screen = (typeof SCREENS)[number];

const SCREENS = ['excerpts', 'conditions', 'testimonials', 'sources', 'pages', 'fair-display'] as const;

/** A place of the page: everything that stands behind `#` in its address. */
export interface Place {
  /** Absent before a clinic was chosen. */
  readonly clinicId?: string;
  readonly route: Route;
  /** True where the address names a screen that there is not, and the queue of what waits stands in for it. */
  readonly isLost?: true;
}

/**
 * Reads a place from the address: `#/{clinic}/{queue}/{review}`, `#/{clinic}/excerpts`, `#/{clinic}/conditions`,
 * `#/{clinic}/testimonials`, `#/{clinic}/sources`, `#/{clinic}/pages`, `#/{clinic}/fair-display`. Anything else is the
 * queue of what waits.
 */
export function readPlace(hash: string): Place {
  const [clinicId, screen, reviewId] = hash
    .replace(/^#?\/?/u, '')
    .split('/')
    .map(decode);
  const route = readRoute(screen, reviewId);
  const isLost = Boolean(screen) && !isNamed(route, screen);
  return { ...(clinicId && { clinicId }), route, ...(isLost && { isLost }) };
}

/** The address of a place, beginning with `#`. */
export function toHash(clinicId: string, route: Route): string {
  const path = route.screen === 'queue' ? [route.queue, route.reviewId] : [route.screen];
  const parts = [clinicId, ...path].filter((part) => part !== undefined);
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

/** The place in the address bar, followed as it changes. */
export function usePlace(): Place {
  const hash = useSyncExternalStore(followHash, acceptedHash);
  return readPlace(hash);
}

/** Goes to a place; `replace` where the back button should not stop. */
export function goTo(hash: string, how: 'push' | 'replace' = 'push'): void {
  if (location.hash === hash) return;
  if (how === 'push') {
    location.hash = hash;
    return;
  }
  history.replaceState(history.state, '', hash);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

const listeners = new Set<() => void>();
let accepted: string | undefined;

/** The place on the screen: where the address is, or was when a half-filled form began to hold it. */
function acceptedHash(): string {
  if (accepted === undefined || !hasHalfFilled()) accepted = location.hash;
  return accepted;
}

function followHash(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('hashchange', followAddress);
    window.addEventListener('popstate', followAddress);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener('hashchange', followAddress);
    window.removeEventListener('popstate', followAddress);
  };
}

/** Goes where the address says, by a link or by back and forward; who then stays has the old address again. */
function followAddress(): void {
  const before = acceptedHash();
  if (before === location.hash && hasHalfFilled()) return;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  leaveForms(
    () => {
      accepted = location.hash;
      tell();
    },
    { stay: () => history.replaceState(history.state, '', before) },
  );
}

function readRoute(screen: string | undefined, reviewId: string | undefined): Route {
  const other = SCREENS.find((name) => name === screen);
  if (other) return { screen: other };
  const queue = QUEUES.find((name) => name === screen);
  if (!queue) return { screen: 'queue', queue: 'waiting' };
  return { screen: 'queue', queue, ...(reviewId && { reviewId }) };
}

function isNamed(route: Route, name: string | undefined): boolean {
  return route.screen === name || (route.screen === 'queue' && route.queue === name);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
