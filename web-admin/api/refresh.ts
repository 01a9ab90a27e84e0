import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { openTabs } from '../session/tabs.ts';

/** Something that was changed at the API. */
export interface Changed {
  readonly clinicId: string;
  /** A decision or a correction of one review, which the inbox has put into its own lists already. */
  readonly isOfReview: boolean;
}

/** Kept by the inbox itself, which knows what a change of a review makes of them. */
const INBOX = new Set<unknown>(['queue', 'clinic', 'review']);
/** What visitors read of all clinics, by its address. */
const LIST = 'list';
/** Changes in a row, as an import sends them, cause one look in so many milliseconds. */
const PAUSE_MS = 1_000;
/** What is made of a change behind the API, such as counts and published lists, is there after so many milliseconds. */
const ECHO_MS = 1_500;

/** Reads everything of a clinic again that is on a screen, and lets nothing else of it be taken for fresh. */
async function refreshClinic(client: QueryClient, clinicId: string): Promise<void> {
  await client.invalidateQueries({ predicate: isOf(clinicId) });
}

/** {@link refreshClinic} for the clinic the person is at; resolves when all of it has been read. */
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  const { clinicId } = useClinicHere();
  return useCallback(() => refreshClinic(client, clinicId), [client, clinicId]);
}

/**
 * Makes every screen follow every change, whoever asked for it in this browser: at once, a moment later for what is
 * made of it, and in the browser's other tabs.
 *
 * @returns to be told of each change that the API has taken
 */
export function followChanges(client: QueryClient): (changed: Changed) => void {
  const follow = openFollower(client);
  const tabs = openTabs('changed', (clinicId) => follow({ clinicId, isOfReview: false }));
  return (changed) => {
    follow(changed);
    tabs.tell(changed.clinicId);
  };
}

function openFollower(client: QueryClient): (changed: Changed) => void {
  let readAt = Number.NEGATIVE_INFINITY;
  let echo: ReturnType<typeof setTimeout> | undefined;
  return ({ clinicId, isOfReview }) => {
    const read = () => {
      readAt = performance.now();
      const ofClinic = isOf(clinicId);
      const predicate = (query: Query) => ofClinic(query) && !(isOfReview && INBOX.has(query.queryKey[0]));
      void client.invalidateQueries({ predicate });
    };
    if (performance.now() - readAt > PAUSE_MS) read();
    clearTimeout(echo);
    echo = setTimeout(read, ECHO_MS);
  };
}

function isOf(clinicId: string): (query: Query) => boolean {
  return ({ queryKey: [kind, of] }) => kind === LIST || (kind !== 'consent-statement' && of === clinicId);
}
