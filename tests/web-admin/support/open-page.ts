import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { memberOf, type StaffApi } from '../../admin/staff-api.ts';
import { runAxe } from '../../support/axe.ts';
import { NOW } from '../../support/builders.ts';
import { type AdminSite, CLIENT, ISSUER } from './admin-site.ts';
import { listenToNotices } from './heard.ts';
import { type HoldReading, readingOf } from './hold-reading.ts';

/** Twelve minutes after most things happened. */
const LOOKED_AT = new Date(Date.parse(NOW) + 12 * 60_000);

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

/** What a test needs to open the page. */
export interface Visit {
  readonly browser: Browser;
  readonly site: AdminSite;
  /** Signs in as this person. */
  readonly staffId: string;
  /** Behind the origin, beginning with `#`; the page itself if absent. */
  readonly hash?: string;
  readonly context?: BrowserContextOptions;
  /** Whether this tab has signed in before; default false. */
  readonly isSignedIn?: boolean;
}

/** A page and what went wrong on it: scripts that threw, and what the policy refused. */
export interface Visited {
  readonly page: Page;
  readonly faults: readonly string[];
  /** How often the page asked whether it may be left; it always may. */
  readonly askedToStay: () => number;
  readonly holdReading: HoldReading;
}

/** Opens the page in a browser context of its own, without signing in. Its clock stands at {@link LOOKED_AT} and runs. */
export async function visit({
  browser,
  site,
  staffId,
  hash = '',
  context,
  isSignedIn,
}: Visit): Promise<Visited> {
  site.signIn.expect(staffId);
  const own = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    ...context,
  });
  const page = await own.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    if (/Content Security Policy|requires 'Trusted/u.test(message.text())) faults.push(message.text());
  });
  let askedToStay = 0;
  page.on('dialog', (dialog) => {
    if (dialog.type() === 'beforeunload') {
      askedToStay += 1;
      void dialog.accept();
      return;
    }
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const holdReading = readingOf(page);
  await listenToNotices(page);
  await page.clock.install({ time: LOOKED_AT });
  if (isSignedIn) await plantSession(page, site, staffId);
  await page.goto(`${site.origin}/${hash}`);
  return { page, faults, askedToStay: () => askedToStay, holdReading };
}

/** Opens the page and signs in. */
export async function signIn(visited: Visit): Promise<Visited> {
  const opened = await visit(visited);
  await opened.page.getByRole('button', { name: 'Sign in' }).click();
  return opened;
}

/** Opens the page for somebody who has signed in before, in the same tab. */
export function openSignedIn(visited: Visit): Promise<Visited> {
  return visit({ ...visited, isSignedIn: true });
}

/** Opens the page as Sam, who is staff of the clinic and has signed in before. */
export function openAsSam(browser: Browser, site: AdminSite, clinicId: string, path = ''): Promise<Visited> {
  const staffId = memberOf(clinicId, 'staff');
  return openSignedIn({ browser, site, staffId, hash: `#/${clinicId}/${path}` });
}

/** What is stored of a decision. */
export async function storedDecision(api: StaffApi, clinicId: string, reviewId: string) {
  const stored = await api.needs.moderations.find(clinicId, reviewId);
  return stored && { status: stored.status, reason: stored.reason, by: stored.decidedBy };
}

/**
 * What a checker for accessibility finds, as `rule: element`.
 *
 * @param what the whole of it, or only colours that are hard to tell apart: all that another colour scheme can change
 */
export async function accessibilityFaults(
  page: Page,
  what: 'all' | 'colours' = 'all',
): Promise<readonly string[]> {
  return (await runAxe(page, { coloursOnly: what === 'colours' })).violations;
}

/** Puts tokens where the page keeps them. */
async function plantSession(
  page: Page,
  { signIn: server, origin }: AdminSite,
  staffId: string,
): Promise<void> {
  const user = {
    ...server.issue(staffId),
    token_type: 'Bearer',
    scope: 'openid email profile',
    profile: { sub: staffId, email: `${staffId}@juniper.example` },
    expires_at: Math.floor(LOOKED_AT.getTime() / 1000) + 3600,
  };
  const kept = { own: origin, name: `oidc.user:${ISSUER}:${CLIENT}`, value: JSON.stringify(user) };
  await page.addInitScript(({ own, name, value }) => {
    if (location.origin === own) sessionStorage.setItem(name, value);
  }, kept);
}
