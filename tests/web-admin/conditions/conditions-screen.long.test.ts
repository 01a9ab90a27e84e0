import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, it } from 'vitest';
import type { Role } from '../../../functions/domain/clinic.ts';
import { findCondition } from '../../../functions/domain/condition.ts';
import { aJob, plantJob } from '../../admin/plant-retag.ts';
import { memberOf, reviewIdOf } from '../../admin/staff-api.ts';
import { useBrowser as browserForTests } from '../../support/browser.ts';
import { NOW } from '../../support/builders.ts';
import { expect } from '../../support/expect.ts';
import { adminSiteForTests } from '../support/admin-site.ts';
import { accessibilityFaults, openSignedIn, PHONE, type Visited } from '../support/open-page.ts';
import { plantEarlierClinic, runRetags } from '../support/retag-clinic.ts';

const site = adminSiteForTests();
const browser = browserForTests();
let opened: Visited | undefined;
let clinicId = '';
let clinics = 0;

beforeEach(() => {
  clinics += 1;
  clinicId = `reread-${clinics}`;
  site().api.setNow(NOW);
  site().api.retags.splice(0);
});
afterEach(async () => {
  const faults = opened?.faults ?? [];
  await opened?.page.context().close();
  opened = undefined;
  expect(faults).toEqual([]);
});

async function open(role: Role, context = {}): Promise<Page> {
  const staffId = memberOf(clinicId, role);
  const hash = `#/${clinicId}/conditions`;
  opened = await openSignedIn({ browser: browser(), site: site(), staffId, hash, context });
  await expect(opened.page.getByRole('heading', { name: 'Conditions', level: 1 })).toBeVisible();
  return opened.page;
}

/** As staff read a condition. */
const label = (conditionId: string) => findCondition(conditionId)?.staffLabel ?? '';
const KNEE = label('knee-pain');

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
const moderationOf = (n: number) => site().api.needs.moderations.find(clinicId, reviewIdOf(n));

/** Waits for a request that the page sends, and follows it. */
async function followAsked(): Promise<void> {
  await expect.poll(() => site().api.retags.length).toBe(1);
  await runRetags(site().api);
}

/** Brings a clinic to where proposals wait. */
async function applied(): Promise<void> {
  const { api } = site();
  const ask = (path: 'retag' | 'retag-preview', seenVersion: number | 'none') =>
    api.ask(memberOf(clinicId, 'owner'), `POST /api/clinics/{clinicId}/${path}`, {
      clinicId,
      body: { seenVersion },
    });
  await plantEarlierClinic(api, clinicId);
  await ask('retag-preview', 'none');
  await runRetags(api);
  const { body } = await api.ask(memberOf(clinicId, 'owner'), 'GET /api/clinics/{clinicId}/retag', {
    clinicId,
  });
  await ask('retag', body.job.version);
  await runRetags(api);
}

describe('reading the reviews anew', () => {
  it('shows what would change with examples, applies it, and reports', async () => {
    await plantEarlierClinic(site().api, clinicId);
    const page = await open('owner');
    await expect(heading(page, 'Every review is read when it arrives')).toBeVisible();

    await button(page, 'See what would change').click();
    await expect(heading(page, 'Beginning…')).toBeVisible();
    await followAsked();

    await expect(heading(page, '20 of 28 reviews would change')).toBeVisible();
    await expect(page.getByText('Looked at for Olga')).toBeVisible();
    const row = page.getByRole('row').filter({ hasText: KNEE });
    await expect(row.getByRole('cell')).toHaveText(['2', '6', '0']);
    await button(page, `Examples of ${KNEE}`).click();
    await expect(page.locator('.change-examples mark').first()).toHaveText(/knee pain/iu);
    await expect(page.locator('.change-examples li')).toHaveCount(5);

    await button(page, 'Apply').click();
    await followAsked();

    await expect(heading(page, '20 of 28 reviews changed')).toBeVisible();
    await expect(page.getByText('Applied by Olga')).toBeVisible();
    await expect(heading(page, 'Found in reviews on your site')).toBeVisible();
  });

  it('shows how far it is, and offers to go on when it has stopped', async () => {
    await plantEarlierClinic(site().api, clinicId, 1);
    const counts = { read: 150, changed: 9, rewritten: 9, conditions: [] };
    await plantJob(site().api, aJob({ clinicId, phase: 'applying', total: 214, counts }));
    const page = await open('staff');
    await expect(heading(page, 'Applying: 150 of 214 reviews')).toBeVisible();
    await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '150');
    await expect(button(page, 'Go on')).toHaveCount(0);

    site().api.setNow('2026-11-22T10:04:00.000Z');
    await expect(page.getByText('It has stopped.')).toBeVisible();
    await button(page, 'Go on').click();

    await expect.poll(() => site().api.retags.length).toBe(1);
  });

  it('does not let anybody wait for ever', async () => {
    await plantEarlierClinic(site().api, clinicId, 1);
    const page = await open('staff');
    const answered = page.waitForResponse('**/retag-preview');
    await button(page, 'See what would change').click();
    await expect(heading(page, 'Beginning…')).toBeVisible();
    // A request that is under way gives up when its time passes too, and then that is what the page tells of.
    await (await answered).finished();

    // The page looks every second; a look that is under way gives up after twenty.
    for (let seconds = 0; seconds < 54; seconds += 6) {
      const looked = page.waitForResponse('**/retag');
      await page.clock.fastForward(6_000);
      await (await looked).finished();
    }
    await page.clock.fastForward(7_000);

    await expect(page.getByText('It has not begun yet.')).toBeVisible();
    await expect(button(page, 'See what would change')).toBeVisible();
    await followAsked();
    await button(page, 'See what would change').click();
    await expect(heading(page, '1 of 1 review would change')).toBeVisible();
  });

  it('says when there is nothing to change, and looks again', async () => {
    await plantEarlierClinic(site().api, clinicId, 1);
    await plantJob(site().api, aJob({ clinicId, phase: 'done', askedAt: '2026-11-22T09:00:00.000Z' }));
    const page = await open('staff');
    await expect(heading(page, 'Nothing to change')).toBeVisible();

    await button(page, 'Look again').click();
    await followAsked();

    await expect(heading(page, '1 of 1 review would change')).toBeVisible();
    await expect(page.getByText('An owner of the clinic can apply this.')).toBeVisible();
    await expect(button(page, 'Apply')).toHaveCount(0);
  });

  it('says so when somebody was faster', async () => {
    await plantEarlierClinic(site().api, clinicId, 1);
    await plantJob(site().api, aJob({ clinicId }));
    const page = await open('owner');
    await expect(button(page, 'Apply')).toBeVisible();
    await opened?.holdReading();
    await plantJob(
      site().api,
      aJob({ clinicId, version: 2, phase: 'done', appliedBy: memberOf(clinicId, 'staff') }),
    );

    await button(page, 'Apply').click();

    await expect(page.getByText('Somebody did this a moment ago.')).toBeVisible();
    await expect(page.getByText('Applied by Sam')).toBeVisible();
  });

  it('offers nothing to do to a viewer', async () => {
    await applied();
    const page = await open('viewer');

    await expect(page.getByText('You can read here, but not confirm.')).toBeVisible();
    await expect(heading(page, /reviews changed/u)).toBeVisible();
    for (const name of [/Look again/u, /^Confirm/u, /^Not this/u])
      await expect(button(page, name)).toHaveCount(0);
    await expect(page.getByRole('checkbox')).toHaveCount(0);
  });
});

describe('confirming what was found', () => {
  it('confirms what is chosen, refuses the rest, and goes on to the next condition', async () => {
    await applied();
    const page = await open('staff');
    const knee = button(page, `${KNEE} 6`);
    await expect(knee).toHaveAttribute('aria-pressed', 'true');
    await expect(page.locator('.proposal mark').first()).toHaveText(/knee pain/iu);

    await page.getByRole('checkbox', { name: 'Choose the review of Maria Lopez' }).first().uncheck();
    await button(page, 'Confirm 5').click();
    await expect(page.getByText(`5 reviews confirmed for ${KNEE}.`)).toBeVisible();
    await page.getByRole('checkbox', { name: /Maria Lopez/u, checked: false }).click();
    await button(page, 'Not this condition: 1').click();

    await expect(page.getByText(`1 review refused for ${KNEE}.`)).toBeVisible();
    await expect(button(page, new RegExp(`^${KNEE}`, 'u'))).toHaveCount(0);
    await expect(button(page, new RegExp(`^${label('insomnia')}`, 'u'))).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    const settled = await site().api.needs.moderations.listOf(clinicId);
    const corrections = settled.flatMap((moderation) => moderation.corrections.map(({ action }) => action));
    expect(corrections.toSorted()).toEqual(['added', 'added', 'added', 'added', 'added', 'removed']);
  });

  it('chooses all and none', async () => {
    await applied();
    const page = await open('staff');
    const all = page.getByRole('checkbox', { name: 'All of them' });
    await expect(all).toBeChecked();

    await all.uncheck();
    await expect(button(page, 'Confirm 0')).toBeDisabled();
    await all.check();

    await expect(button(page, 'Confirm 6')).toBeEnabled();
  });

  it('leaves alone what somebody changed meanwhile, and says so', async () => {
    await applied();
    const page = await open('staff');
    await expect(button(page, 'Confirm 6')).toBeVisible();
    await opened?.holdReading();
    const before = await moderationOf(1);
    if (before?.status !== 'shown') throw new Error('It is shown.');
    const { decidedBy: _b, decidedAt: _a, ...rest } = before;
    await site().api.needs.moderations.save({
      before,
      after: { ...rest, status: 'waiting', version: 2 },
      audit: {
        subject: `moderation/${reviewIdOf(1)}`,
        action: 'put-back',
        by: memberOf(clinicId, 'owner'),
        at: NOW,
      },
    });

    await button(page, 'Confirm 6').click();

    await expect(page.getByText('1 changed meanwhile and was left alone.')).toBeVisible();
    expect((await moderationOf(1))?.corrections).toEqual([]);
  });

  it('goes to the review', async () => {
    await applied();
    const page = await open('staff');

    await page
      .getByRole('link', { name: /^Open the review/u })
      .first()
      .click();

    await expect(page.getByText('Came in from Google')).toBeVisible();
  });
});

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  it.each([
    ['a wide screen', {}],
    ['a phone', PHONE],
  ])('the conditions have no fault on %s that a machine can find', async (name, device) => {
    await applied();
    const page = await open('owner', { ...device, colorScheme, reducedMotion: 'reduce' });
    const path = `${process.env.PICTURES}/conditions-${colorScheme}-${name.replaceAll(' ', '-')}`;
    await expect(page.locator('.proposal').first()).toBeVisible();
    if (process.env.PICTURES) await page.screenshot({ path: `${path}.png` });
    await button(page, `Examples of ${KNEE}`).click();
    await expect(page.locator('.change-examples li').first()).toBeVisible();
    if (process.env.PICTURES) await page.locator('.reread').screenshot({ path: `${path}-report.png` });

    expect(await accessibilityFaults(page)).toEqual([]);
    await expect
      .poll(() => page.locator('.screen').evaluate((node) => node.scrollWidth - node.clientWidth))
      .toBe(0);
  });
});
