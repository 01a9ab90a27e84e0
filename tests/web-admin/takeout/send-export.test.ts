import { describe, expect, it } from 'vitest';
import type { ImportRequest } from '../../../functions/domain/import.ts';
import { RequestFailed, type RequestFailure } from '../../../web-admin/api/request-failed.ts';
import type { ExportedLocation } from '../../../web-admin/takeout/read-export.ts';
import { type ImportProgress, prepareSending } from '../../../web-admin/takeout/send-export.ts';

const AT = '2026-11-19T10:11:12.000Z';
const NOTHING = { stored: 0, renewed: 0, unchanged: 0, older: 0, erased: 0, refused: [] };

function aLocation(many: number, comment = 'Kind people.'): ExportedLocation {
  const rows = Array.from({ length: many }, (_, n) => ({
    name: `accounts/1/locations/7/reviews/${n}`,
    comment,
  }));
  return { sourceListingId: '7', accountId: '1', rows, withoutStars: 0, damaged: 0, withWords: many };
}

/** An API that answers in turn with these failures, then well; and everything that happened. */
function anApi(failures: readonly RequestFailure[] = []) {
  const [parts, opened, waits]: [ImportRequest[], string[], number[]] = [[], [], []];
  const left = [...failures];
  return {
    parts,
    opened,
    waits,
    needs: {
      clinicId: 'juniper',
      wait: async (ms: number) => waits.push(ms),
      api: {
        async openGoogleListing(_: string, { locationId }: { readonly locationId: string }) {
          opened.push(locationId);
          return { listingId: `${locationId}-google` };
        },
        async importPart(_: unknown, part: ImportRequest) {
          parts.push(part);
          const failure = left.shift();
          if (failure) throw new RequestFailed(failure);
          return { ...NOTHING, stored: part.reviews.length, refused: [{ position: 0, reason: 'row' }] };
        },
      },
    },
  };
}

const chosen = (many: number, comment?: string) => [
  { location: aLocation(many, comment), locationId: 'mill-lane' },
];

describe('prepareSending', () => {
  it('sends parts of a hundred, the last of them marked, and adds up the answers', async () => {
    const { needs, parts, opened } = anApi();
    const seen: number[] = [];

    const result = await prepareSending(chosen(250), AT, needs).run(({ sent }) => seen.push(sent));

    expect(opened).toEqual(['mill-lane']);
    expect(parts.map(({ reviews, isLast, total }) => [reviews.length, isLast, total])).toEqual([
      [100, false, 250],
      [100, false, 250],
      [50, true, 250],
    ]);
    expect(seen).toEqual([0, 100, 200, 250]);
    expect(result.stored).toBe(250);
    expect(result.refused.map(({ place }) => place)).toEqual([1, 101, 201]);
  });

  it('keeps parts of long reviews small, and sends no words that nobody could write', async () => {
    const { needs, parts } = anApi();

    await prepareSending(
      [...chosen(5, 'x'.repeat(150_000)), ...chosen(1, 'x'.repeat(900_000))],
      AT,
      needs,
    ).run(() => undefined);

    expect(parts.map(({ reviews }) => reviews.length)).toEqual([2, 2, 1, 1]);
    expect(Math.max(...parts.map((part) => JSON.stringify(part).length))).toBeLessThan(500_000);
  });

  it('waits while Google is being read, and says so', async () => {
    const { needs, parts, waits } = anApi(['conflict', 'conflict']);
    const seen: ImportProgress[] = [];

    await prepareSending(chosen(1), AT, needs).run((progress) => seen.push(progress));

    expect(parts).toHaveLength(3);
    expect(waits).toEqual([3_000, 3_000]);
    expect(seen.some(({ isWaiting }) => isWaiting)).toBe(true);
  });

  it('goes on with the part whose answer was lost', async () => {
    const { needs, parts, opened } = anApi(['unreachable', 'fault', 'unreachable', 'unreachable']);
    const sending = prepareSending(chosen(150), AT, needs);

    await expect(sending.run(() => undefined)).rejects.toMatchObject({ kind: 'unreachable' });
    const result = await sending.run(() => undefined);

    expect(parts.map(({ reviews }) => reviews.length)).toEqual([100, 100, 100, 100, 100, 50]);
    expect(opened).toHaveLength(1);
    expect(result.stored).toBe(150);
  });

  it('tries nothing again that was refused', async () => {
    const { needs, parts } = anApi(['invalid']);

    await expect(prepareSending(chosen(1), AT, needs).run(() => undefined)).rejects.toMatchObject({
      kind: 'invalid',
    });

    expect(parts).toHaveLength(1);
  });
});
