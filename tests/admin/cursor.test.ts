import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCursor, toCursor } from '../../functions/admin/cursor.ts';
import { REVIEW_QUEUES } from '../../functions/domain/staff-view.ts';

const scope = { clinicId: 'juniper', queue: 'waiting' } as const;
const day = fc
  .date({ min: new Date('2004-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const place = fc.record({ writtenOn: day, reviewId: fc.stringMatching(/^[A-Za-z0-9_-]{22}$/u) });
const refused = expect.objectContaining({ kind: 'invalid' });

describe('parseCursor', () => {
  it('gives the place back that the cursor was made of', () => {
    fc.assert(
      fc.property(place, fc.constantFrom(...REVIEW_QUEUES), (at, queue) => {
        const cursor = toCursor({ ...scope, queue }, at);

        expect(cursor).toMatch(/^[\w-]{60}$/u);
        expect(parseCursor({ ...scope, queue }, cursor)).toEqual(at);
      }),
    );
  });

  it('refuses every cursor with one bit flipped, in the text as in what it packs', () => {
    fc.assert(
      fc.property(place, (at) => {
        const cursor = toCursor(scope, at);
        for (const [bytes, encoding] of [
          [Buffer.from(cursor, 'latin1'), 'latin1'],
          [Buffer.from(cursor, 'base64url'), 'base64url'],
        ] as const) {
          for (let bit = 0; bit < bytes.length * 8; bit += 1) {
            const flipped = Buffer.from(bytes);
            flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
            expect(() => parseCursor(scope, flipped.toString(encoding))).toThrow(refused);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('refuses every other text', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.stringMatching(/^[\w-]{60}$/u),
      fc
        .uint8Array({ minLength: 45, maxLength: 45 })
        .map((bytes) => Buffer.from(bytes).toString('base64url')),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
    );

    fc.assert(
      fc.property(anything, (text) => {
        expect(() => parseCursor(scope, text)).toThrow(refused);
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses a cursor cut short, lengthened, or of ten million characters', () => {
    const cursor = toCursor(scope, { writtenOn: '2026-11-03', reviewId: 'r000000000000000000001' });
    const cuts = Array.from({ length: cursor.length }, (_, length) => cursor.slice(0, length));

    for (const text of [...cuts, `${cursor}A`, `${cursor}=`, ` ${cursor}`, 'A'.repeat(10_000_000)]) {
      expect(() => parseCursor(scope, text)).toThrow(refused);
    }
  });

  it('refuses a cursor of another clinic or another queue', () => {
    const cursor = toCursor(scope, { writtenOn: '2026-11-03', reviewId: 'r000000000000000000001' });

    expect(() => parseCursor({ ...scope, clinicId: 'willow' }, cursor)).toThrow(refused);
    expect(() => parseCursor({ ...scope, queue: 'shown' }, cursor)).toThrow(refused);
  });
});
