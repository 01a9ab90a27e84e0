import type { ImportCounts, ImportedView } from '../../functions/domain/import.ts';
import type { Api } from '../api/api.ts';
import { RequestFailed, type RequestFailure } from '../api/request-failed.ts';
import type { ExportedLocation } from './read-export.ts';
import type { ExportedRow } from './recognise.ts';

/** A location of an export, and the clinic's own that it is. */
export interface ChosenLocation {
  readonly location: ExportedLocation;
  readonly locationId: string;
}

/** What came of an import. */
export interface ImportResult extends ImportCounts {
  /** Rows that were not understood, each with its place among those sent, from 1. */
  readonly refused: readonly { readonly place: number; readonly reason: string }[];
}

/** How far an import has come. */
export interface ImportProgress {
  readonly sent: number;
  readonly total: number;
  /** True while a listing is being read from Google, which an import must not disturb. */
  readonly isWaiting: boolean;
}

/** An import that can go on where it stopped. */
export interface Sending {
  readonly total: number;
  /** Sends what was not answered yet. @throws RequestFailed when it cannot go on; call it again to try */
  readonly run: (onProgress: (progress: ImportProgress) => void) => Promise<ImportResult>;
}

/** What sending works with. */
export interface SendNeeds {
  readonly api: Pick<Api, 'openGoogleListing' | 'importPart'>;
  readonly clinicId: string;
  readonly wait: (ms: number) => Promise<unknown>;
}

interface Part {
  readonly chosen: ChosenLocation;
  readonly rows: readonly ExportedRow[];
  readonly isLast: boolean;
}

const MOST_ROWS = 100;
/** Well below what the API takes, so that a reviewer's longest text still fits. */
const MOST_CHARACTERS = 400_000;
const BUSY_MS = 3_000;
/** A reading takes five minutes at most. */
const MOST_BUSY = 110;
const PAUSES_MS = [1_000, 3_000, 9_000];
const MAY_PASS: readonly RequestFailure[] = ['unreachable', 'fault'];

/**
 * Prepares to send chosen locations of an export, part by part. A part whose answer was lost is sent again, which
 * changes nothing.
 *
 * @param exportedAt ISO 8601 UTC
 */
export function prepareSending(
  chosen: readonly ChosenLocation[],
  exportedAt: string,
  { api, clinicId, wait }: SendNeeds,
): Sending {
  const parts = chosen.flatMap(toParts);
  const total = chosen.reduce((sum, { location }) => sum + location.rows.length, 0);
  const listingIds = new Map<ChosenLocation, string>();
  let result: ImportResult = { stored: 0, renewed: 0, unchanged: 0, older: 0, erased: 0, refused: [] };
  let next = 0;
  let sent = 0;
  const sendPart = async ({ chosen: one, rows, isLast }: Part): Promise<ImportedView> => {
    const listingId =
      listingIds.get(one) ?? (await api.openGoogleListing(clinicId, toListing(one))).listingId;
    listingIds.set(one, listingId);
    const address = { clinicId, listingId };
    return api.importPart(address, { exportedAt, total: one.location.rows.length, isLast, reviews: rows });
  };
  return {
    total,
    async run(onProgress) {
      for (let part = parts[next]; part; part = parts[next]) {
        onProgress({ sent, total, isWaiting: false });
        const current = part;
        const onBusy = () => onProgress({ sent, total, isWaiting: true });
        result = add(result, await patiently(() => sendPart(current), onBusy, wait), sent);
        sent += part.rows.length;
        next += 1;
      }
      onProgress({ sent, total, isWaiting: false });
      return result;
    },
  };
}

function toParts(chosen: ChosenLocation): readonly Part[] {
  const parts: ExportedRow[][] = [[]];
  let characters = 0;
  for (const row of chosen.location.rows) {
    const length = JSON.stringify(row).length;
    const part = parts.at(-1) ?? [];
    if (part.length > 0 && (part.length >= MOST_ROWS || characters + length > MOST_CHARACTERS)) {
      parts.push([]);
      characters = 0;
    }
    characters += length;
    // Longer than anything a person writes: its words are left out, and it is refused with a reason.
    parts.at(-1)?.push(length > MOST_CHARACTERS ? { name: row.name } : row);
  }
  return parts.map((rows, at) => ({ chosen, rows, isLast: at === parts.length - 1 }));
}

function toListing({ location, locationId }: ChosenLocation) {
  const { sourceListingId, accountId, title, placeId } = location;
  const named = { sourceListingId, accountId, locationId, title: title ?? sourceListingId };
  return { ...named, ...(placeId !== undefined && { placeId }) };
}

function add(before: ImportResult, { refused, ...counts }: ImportedView, sent: number): ImportResult {
  const sum = (name: keyof ImportCounts) => before[name] + counts[name];
  return {
    stored: sum('stored'),
    renewed: sum('renewed'),
    unchanged: sum('unchanged'),
    older: sum('older'),
    erased: sum('erased'),
    refused: [
      ...before.refused,
      ...refused.map(({ position, reason }) => ({ place: sent + position + 1, reason })),
    ],
  };
}

/** Waits for a listing that is being read, and tries again what may pass. */
async function patiently<Answer>(
  send: () => Promise<Answer>,
  onBusy: () => void,
  wait: SendNeeds['wait'],
): Promise<Answer> {
  const tries = { busy: 0, lost: 0 };
  for (;;) {
    try {
      return await send();
    } catch (error) {
      const pause = pauseAfter(error, tries);
      if (pause === undefined) throw error;
      if (pause.isBusy) onBusy();
      await wait(pause.ms);
    }
  }
}

/** How long to wait before another try; `undefined` when another would not help. */
function pauseAfter(
  error: unknown,
  tries: { busy: number; lost: number },
): { readonly ms: number; readonly isBusy: boolean } | undefined {
  if (!(error instanceof RequestFailed)) return undefined;
  if (error.kind === 'conflict') {
    tries.busy += 1;
    return tries.busy > MOST_BUSY ? undefined : { ms: BUSY_MS, isBusy: true };
  }
  const ms = MAY_PASS.includes(error.kind) ? PAUSES_MS[tries.lost] : undefined;
  tries.lost += 1;
  return ms === undefined ? undefined : { ms, isBusy: false };
}
