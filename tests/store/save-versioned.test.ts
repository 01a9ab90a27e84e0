import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../../functions/domain/moderation.ts';
import { listAudits } from '../../functions/store/audits.ts';
import { openModerations } from '../../functions/store/moderations.ts';
import { aModeration, aReview, NOW } from '../support/builders.ts';
import { startTables, type TestTables } from '../support/tables.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

describe('saveVersioned', () => {
  it('lets one of fifty simultaneous changes win and tells the others', async () => {
    const moderations = openModerations(tables.ledger);
    const before = aModeration(aReview({ clinicId: 'fifty' }), { status: 'waiting', version: 1 });
    const subject = `moderation/${before.reviewId}`;
    const opened = { subject, action: 'opened', by: 'policy', at: NOW } as const;
    await moderations.save({ after: before, audit: opened });
    const seen = { seenVersion: 1, seenContentHash: before.contentHash };

    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, async (_, at) => {
        const after = decide(before, { ...seen, status: 'shown', staffId: `staff-${at}` }, NOW);
        await moderations.save({
          before,
          after,
          audit: { subject, action: 'shown', by: `staff-${at}`, at: NOW },
        });
      }),
    );

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.filter((o) => o.status === 'rejected' && o.reason.kind === 'conflict')).toHaveLength(49);
    expect(await listAudits(tables.ledger, 'fifty', subject)).toHaveLength(2);
  });

  it('takes the repetition of a written change for success', async () => {
    const moderations = openModerations(tables.ledger);
    const after = aModeration(aReview({ clinicId: 'twice' }), { version: 1 });
    const audit = {
      subject: `moderation/${after.reviewId}`,
      action: 'opened',
      by: 'policy',
      at: NOW,
    } as const;
    await moderations.save({ after, audit });

    await moderations.save({ after, audit });

    expect(await moderations.listOf('twice')).toEqual([after]);
  });
});
