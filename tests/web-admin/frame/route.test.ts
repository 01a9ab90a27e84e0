import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlace, toHash } from '../../../web-admin/frame/route.ts';

describe('readPlace', () => {
  it('reads the clinic, the queue and the review', () => {
    expect(readPlace('#/juniper/not-shown/r1')).toEqual({
      clinicId: 'juniper',
      route: { screen: 'queue', queue: 'not-shown', reviewId: 'r1' },
    });
    expect(readPlace('#/juniper/sources')).toEqual({ clinicId: 'juniper', route: { screen: 'sources' } });
  });

  it.each(['', '#', '#/', '#/juniper', '#/juniper/nowhere/r1', '#/%E0%A4%A/waiting'])(
    'takes %j for the queue of what waits',
    (hash) => {
      expect(readPlace(hash).route).toEqual({ screen: 'queue', queue: 'waiting' });
    },
  );

  it('reads what toHash writes', () => {
    const queue = fc.constantFrom('waiting', 'shown', 'not-shown', 'removed');
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        queue,
        fc.string({ minLength: 1 }),
        (clinicId, name, reviewId) => {
          const route = { screen: 'queue', queue: name, reviewId } as const;
          expect(readPlace(toHash(clinicId, route))).toEqual({ clinicId, route });
        },
      ),
    );
  });
});
