import { describe, expect, it } from 'vitest';
import type { ImportRequest } from '../../../functions/domain/testimonial-view.ts';
import type { CsvFile } from '../../../web-admin/testimonials/csv-file.ts';
import { type ImportProgress, runImport } from '../../../web-admin/testimonials/run-import.ts';

const ROWS = 50_000;
const IN_A_CHUNK = 4_000;
const plan = {
  columns: { text: 0, consent: 1 },
  dayOrder: 'ymd',
  consentValues: new Set(['yes']),
  locations: [],
  locationId: 'mill-lane',
  language: 'en',
  lastDay: '',
  today: '2026-11-22',
} as const;

/** A file of 50,000 rows; each thousandth has no consent. */
function largeFile(): CsvFile {
  return {
    name: 'large.csv',
    look: async () => ({ headers: [], rows: [] }),
    async read(take, onRead) {
      for (let from = 0; from < ROWS; from += IN_A_CHUNK) {
        const count = Math.min(IN_A_CHUNK, ROWS - from);
        const rows = Array.from({ length: count }, (_, at) => ({
          line: from + at + 2,
          cells: [`Number ${from + at} helped.`, (from + at) % 1000 === 999 ? 'no' : 'yes'],
        }));
        if (!(await take(rows))) return;
        onRead?.((from + count) / ROWS);
      }
    },
  };
}

function task(signal = new AbortController().signal) {
  const told: ImportProgress[] = [];
  const consent = { audiences: ['own-site'], reference: 'binder' } as const;
  const onProgress = (progress: ImportProgress) => told.push(progress);
  return { told, clinicId: 'c', file: largeFile(), plan, consent, signal, onProgress };
}

describe('runImport', () => {
  it('sends 50,000 rows some hundred at a time, tells how far it is, and keeps only why rows stayed out', async () => {
    const sizes: number[] = [];
    const sent = new Set<number>();
    const importTestimonials = async (_: string, { rows }: ImportRequest) => {
      sizes.push(rows.length);
      for (const { line } of rows) sent.add(line);
      return { rows: rows.map(({ line }) => ({ line, outcome: 'added' as const })) };
    };
    const asked = task();

    const problems = await runImport(asked, { importTestimonials });

    expect(sent.size).toBe(ROWS - 50);
    expect(Math.max(...sizes)).toBe(200);
    expect(sizes.length).toBeLessThanOrEqual(ROWS / 200 + ROWS / IN_A_CHUNK);
    expect(problems).toHaveLength(50);
    expect(problems[0]).toContain('"1001"');
    expect(asked.told.at(-1)).toEqual({ added: ROWS - 50, known: 0, keptOut: 50, share: 1 });
    const shares = asked.told.map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  });

  it('ends after the request that is under way when a person stops it', async () => {
    const end = new AbortController();
    let requests = 0;
    const importTestimonials = async () => {
      requests += 1;
      if (requests === 3) end.abort();
      return { rows: [] };
    };

    await runImport(task(end.signal), { importTestimonials });

    expect(requests).toBe(3);
  });
});
