import { describe, expect, it } from 'vitest';
import { guessPlace } from '../../../web-admin/sources/guess-place.ts';

const place = (locationId: string, name: string) => ({ clinicId: 'juniper', locationId, name, version: 1 });
const mill = place('mill-lane', 'Mill Lane');
const harbour = place('harbour', 'Harbour');

describe('guessPlace', () => {
  it.each([
    ['the only place', 'Any title', [mill], 'mill-lane'],
    ['the place that is named', 'Juniper, HARBOUR', [mill, harbour], 'harbour'],
    ['none where two are named', 'Mill Lane at the harbour', [mill, harbour], ''],
    ['none where none is named', 'Juniper', [mill, harbour], ''],
    ['none where there is none', 'Juniper', [], ''],
  ])('gives %s', (_, title, places, expected) => {
    expect(guessPlace(title, places)).toBe(expected);
  });
});
