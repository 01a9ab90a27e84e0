import { describe, expect, it } from 'vitest';
import { homeOf } from '../../web-embed/home.ts';

describe('homeOf', () => {
  it.each([
    ['https://cdn.example/embed/v1/clinic-reviews.js', 'https://cdn.example/'],
    ['https://cdn.example/embed/clinic-reviews.0123456789ab.js', 'https://cdn.example/'],
    ['https://cdn.example/reviews/embed/v1/clinic-reviews.js', 'https://cdn.example/reviews/'],
    ['https://cdn.example:8443/embed/v1/clinic-reviews.js?from=/embed/#/embed/', 'https://cdn.example:8443/'],
    ['https://clinic.example/assets/clinic-reviews.js', 'https://clinic.example/'],
  ])('finds the home of %s', (script, home) => {
    expect(homeOf(script)).toBe(home);
  });
});
