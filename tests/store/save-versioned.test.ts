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

  it('puts nothing new over what is there', async () => {
    const moderations = openModerations(tables.ledger);
    const there = aModeration(aReview({ clinicId: 'there' }), { status: 'shown', version: 4 });
    const subject = `moderation/${there.reviewId}`;
    const audit = { subject, by: 'policy', at: NOW } as const;
    await moderations.save({ after: there, audit: { ...audit, action: 'shown' } });

    const late = moderations.save({
      after: { ...there, status: 'waiting', version: 1 },
      audit: { ...audit, action: 'opened' },
    });

    await expect(late).rejects.toMatchObject({ kind: 'conflict' });
    expect(await moderations.listOf('there')).toEqual([there]);
    expect(await listAudits(tables.ledger, 'there', subject)).toMatchObject([{ version: 4 }]);
  });

  const differences = { version: { version: 3 }, words: { contentHash: 'f'.repeat(64) } };
  it.each(Object.entries(differences))(
    'changes nothing that has another %s by now',
    async (name, differs) => {
      const moderations = openModerations(tables.ledger);
      const seen = aModeration(aReview({ clinicId: `other-${name}` }), { status: 'waiting', version: 2 });
      const subject = `moderation/${seen.reviewId}`;
      const audit = { subject, by: 'staff-1', at: NOW } as const;
      const now = { ...seen, ...differs } as typeof seen;
      await moderations.save({ after: now, audit: { ...audit, action: 'opened' } });

      const late = moderations.save({
        before: seen,
        after: { ...seen, status: 'shown', version: 9 },
        audit: { ...audit, action: 'shown' },
      });

      await expect(late).rejects.toMatchObject({ kind: 'conflict' });
      expect(await moderations.listOf(`other-${name}`)).toEqual([now]);
      expect(await listAudits(tables.ledger, `other-${name}`, subject)).toHaveLength(1);
    },
  );

  it('overwrites no line of the audit trail', async () => {
    const moderations = openModerations(tables.ledger);
    const before = aModeration(aReview({ clinicId: 'trail' }), { status: 'waiting', version: 1 });
    const subject = `moderation/${before.reviewId}`;
    const opened = { subject, action: 'opened', by: 'policy', at: NOW } as const;
    await moderations.save({ after: before, audit: opened });

    const again = moderations.save({ before, after: before, audit: { ...opened, by: 'staff-1' } });

    await expect(again).rejects.toMatchObject({ kind: 'conflict' });
    expect(await listAudits(tables.ledger, 'trail', subject)).toMatchObject([{ by: 'policy' }]);
  });
});
