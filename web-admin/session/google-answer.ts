import { toHash } from '../frame/route.ts';
import { tabStore } from './browser-store.ts';

/** What Google sent back with a person. */
export interface GoogleAnswer {
  readonly clinicId: string;
  readonly state: string;
  /** Absent when the person did not agree. */
  readonly code?: string;
}

interface Kept extends GoogleAnswer {
  /** Milliseconds since 1970. */
  readonly keptAt: number;
}

const KEY = 'clinic-reviews.google-answer';
const CLINIC = /^[a-z\d-]{3,40}$/u;
/** Nobody takes it later. */
const FRESH_MS = 10 * 60_000;

/**
 * Takes Google's answer out of the page's address before anybody else reads it: signing in comes back to the same
 * address, and a code must not stay in the history. It is kept in this tab, as the person may have to sign in first.
 */
export function keepGoogleAnswer(): void {
  const query = new URLSearchParams(location.search);
  const state = query.get('state') ?? '';
  const [who, clinicId = ''] = state.split('.');
  if (who !== 'google' || !CLINIC.test(clinicId)) return;
  const code = query.get('code');
  const kept: Kept = { clinicId, state, ...(code && { code }), keptAt: Date.now() };
  tabStore.setItem(KEY, JSON.stringify(kept));
  history.replaceState(null, '', location.pathname + toHash(clinicId, { screen: 'sources' }));
}

/** Takes the answer that waits for a clinic, once; `undefined` when there is none, or only an old one. */
export function takeGoogleAnswer(clinicId: string): GoogleAnswer | undefined {
  const text = tabStore.getItem(KEY);
  if (text === null) return undefined;
  const { keptAt, ...answer } = JSON.parse(text) as Kept;
  if (answer.clinicId !== clinicId) return undefined;
  tabStore.removeItem(KEY);
  return Date.now() - keptAt < FRESH_MS ? answer : undefined;
}
