import { describe, expect, it } from 'vitest';
import { openScanRecord } from '../../functions/sources/scan-record.ts';
import { NOW } from '../support/builders.ts';

const id = (at: number) => `${String(at).padStart(8, '0')}-a-review-id--`;

function recordOf(ids: readonly number[], total: number) {
  const record = openScanRecord(NOW);
  for (const at of ids) record.note(id(at));
  record.closePage({ stated: { count: total } });
  return record;
}

describe('openScanRecord', () => {
  it('knows an id again', () => {
    const record = openScanRecord(NOW);

    expect([record.note(id(1)), record.note(id(1)), record.has(id(1)), record.has(id(2))]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('is whole when as many distinct rows were served as are stated', () => {
    expect(recordOf([1, 2, 2, 3], 3).isWhole()).toBe(true);
    expect(recordOf([1, 2, 2, 3], 4).isWhole()).toBe(false);
    expect(recordOf([], 0).isWhole()).toBe(true);
  });

  it('is not whole when a page states no total', () => {
    const record = openScanRecord(NOW);
    record.note(id(1));
    record.closePage({});

    expect(record.isWhole()).toBe(false);
  });

  it('counts what is stored, by whether it has words, over checkpoints', () => {
    const first = openScanRecord(NOW);
    first.count([{ text: 'Kind.' }, {}]);
    const second = openScanRecord(NOW, first.toCheckpoint('two'));
    second.count([{ text: 'Calm.' }, { text: '' }]);

    expect(second.held()).toEqual({ withWords: 2, withoutWords: 2 });
  });

  it('is emptied when rows are stated and none was served', () => {
    expect([recordOf([], 5).isEmptied(), recordOf([], 0).isEmptied(), recordOf([1], 5).isEmptied()]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('goes on from a checkpoint as if nothing had been between', () => {
    const first = openScanRecord(NOW);
    first.note(id(1));
    first.closePage({ stated: { count: 2 }, next: 'two' });

    const second = openScanRecord('2026-11-22T11:00:00.000Z', first.toCheckpoint('two'));
    second.note(id(2));
    second.closePage({ stated: { count: 2 } });

    expect(first.toCheckpoint('two')).toMatchObject({ cursor: 'two', since: NOW, pages: 1, total: 2 });
    expect(second.isWhole()).toBe(true);
    expect(second.has(id(1))).toBe(true);
    expect(second.toCheckpoint('three')).toMatchObject({ since: NOW, pages: 2 });
  });

  it('is not whole after a checkpoint that could not hold all ids', () => {
    const first = openScanRecord(NOW);
    for (let at = 0; at < 25_001; at += 1) first.note(id(at));
    first.closePage({ stated: { count: 25_001 }, next: 'two' });

    const checkpoint = first.toCheckpoint('two');
    const second = openScanRecord(NOW, checkpoint);
    second.closePage({ stated: { count: 25_001 } });

    expect(checkpoint).toEqual({
      cursor: 'two',
      since: NOW,
      pages: 1,
      held: { withWords: 0, withoutWords: 0 },
    });
    expect(second.isWhole()).toBe(false);
  });

  it('gives up after two thousand pages, over all runs', () => {
    const record = openScanRecord(NOW, { cursor: 'x', since: NOW, pages: 1998 });
    record.note(id(1));
    record.closePage({ next: 'y' });
    record.note(id(2));

    expect(() => record.closePage({ next: 'z' })).toThrow(
      expect.objectContaining({ reason: 'bad-response' }),
    );
  });

  it('bears two pages in a row that bring nothing new', () => {
    const record = recordOf([1], 2);
    record.closePage({ next: 'a' });
    record.closePage({ next: 'b' });
    record.note(id(2));
    record.closePage({ next: 'c' });
    record.closePage({ next: 'd' });
    record.closePage({ next: 'e' });

    expect(() => record.closePage({ next: 'f' })).toThrow(
      expect.objectContaining({ reason: 'bad-response' }),
    );
  });
});
