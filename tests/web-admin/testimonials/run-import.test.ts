import { describe, expect, it } from 'vitest';
import type { ImportRequest } from '../../../functions/domain/testimonial-view.ts';
import { importWords } from '../../../web-admin/testimonials/import-words.ts';
import type { FileRow } from '../../../web-admin/testimonials/parse-csv.ts';
import { type ImportProgress, linesOf, runImport } from '../../../web-admin/testimonials/run-import.ts';
import { aPlan } from './file-form.ts';

const ROWS = 50_000;
const plan = { ...aPlan(['text', 'consent']), orders: {} };

/** 50,000 rows; each thousandth has no consent. */
const LARGE: readonly FileRow[] = Array.from({ length: ROWS }, (_, at) => ({
  line: at + 2,
  lastLine: at + 2,
  cells: [`Number ${at} helped.`, at % 1000 === 999 ? 'no' : 'yes'],
}));

function task(signal = new AbortController().signal) {
  const told: ImportProgress[] = [];
  const consent = { audiences: ['own-site'], reference: 'binder' } as const;
  const onProgress = (progress: ImportProgress) => told.push(progress);
  return { told, clinicId: 'c', rows: LARGE, plan, consent, signal, onProgress };
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
    expect(sizes.length).toBeLessThanOrEqual(ROWS / 200 + 13);
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

describe('linesOf', () => {
  it('names each line that a row swallowed, and no other', () => {
    const swallowing = { line: 4, lastLine: 6, problem: importWords.problems.strayQuote };
    const plain = { line: 4, lastLine: 6, problem: importWords.problems.noWords };

    expect(linesOf(swallowing).map(({ line }) => line)).toEqual([4, 5, 6]);
    expect(linesOf(swallowing)[2]?.problem).toContain('line 4');
    expect(linesOf(plain)).toEqual([{ line: 4, problem: plain.problem }]);
  });
});
