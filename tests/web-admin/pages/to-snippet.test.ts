import { describe, expect, it } from 'vitest';
import { toSnippet } from '../../../web-admin/pages/to-snippet.ts';

const CHOICE = {
  embedId: 'juniper-site',
  conditionId: '',
  locationId: '',
  origin: 'https://reviews.example',
};

describe('toSnippet', () => {
  it('is the element and its script', () => {
    expect(toSnippet(CHOICE)).toBe(
      '<clinic-reviews embed="juniper-site"></clinic-reviews>\n' +
        '<script src="https://reviews.example/embed/v1/clinic-reviews.js" async></script>',
    );
  });

  it('names a condition and a place where they were chosen', () => {
    expect(toSnippet({ ...CHOICE, conditionId: 'sciatica', locationId: 'mill-lane' })).toContain(
      '<clinic-reviews embed="juniper-site" condition="sciatica" location="mill-lane">',
    );
  });

  it.each([
    [1, 'min(100vh, 42em)', ' @media (min-width: 40em) { clinic-reviews { min-height: min(100vh, 30em); } }'],
    [2, '100vh', ' @media (min-width: 40em) { clinic-reviews { min-height: min(100vh, 32em); } }'],
    [3, '100vh', ' @media (min-width: 60em) { clinic-reviews { min-height: min(100vh, 36em); } }'],
    [4, '100vh', ''],
    [12, '100vh', ''],
  ])('keeps the height of a list of %i, on a phone and on a wide page', (length, narrow, wide) => {
    const [style] = toSnippet({ ...CHOICE, length }).split('\n');

    expect(style).toBe(`<style>clinic-reviews { display: block; min-height: ${narrow}; }${wide}</style>`);
  });

  it('keeps no height where nothing will come', () => {
    expect(toSnippet({ ...CHOICE, length: 0 })).not.toContain('style');
  });
});
