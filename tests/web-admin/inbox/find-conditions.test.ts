import { describe, expect, it } from 'vitest';
import { conditions } from '../../../functions/domain/condition.ts';
import { findConditions } from '../../../web-admin/inbox/find-conditions.ts';

const found = (search: string) => findConditions(conditions, search).map(({ id }) => id);

describe('findConditions', () => {
  it('gives everything before anything was typed', () => {
    expect(found('  ')).toHaveLength(conditions.length);
  });

  it('finds a condition by what patients call it', () => {
    expect(found('trouble sleeping')).toEqual(['insomnia']);
    expect(found('ciática')).toEqual(['sciatica']);
  });

  it('wants every word, in any order', () => {
    expect(found('pain low')).toEqual(['low-back-pain']);
  });

  it('puts clinical names first', () => {
    const ids = found('neck');

    expect(ids.indexOf('neck-pain')).toBeLessThan(ids.length);
    expect(ids[0]).toBe('neck-pain');
  });

  it('gives nothing for what is no condition', () => {
    expect(found('zzz')).toEqual([]);
  });
});
