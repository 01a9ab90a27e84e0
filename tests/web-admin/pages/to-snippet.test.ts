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
});
