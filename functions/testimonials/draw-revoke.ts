import type { Clinic, Language } from '../domain/clinic.ts';
import type { Consent } from '../domain/consent.ts';
import type { Page } from '../platform/pages.ts';
import { html } from './html.ts';
import { layOut } from './layout.ts';
import { fillIn } from './page-words.ts';
import { printDay } from './print-day.ts';
import { wordsOf } from './words-of.ts';

/** Asks whether words shall be taken back, or says that they are. Reading it changes nothing. */
export function drawRevoke(
  clinic: Pick<Clinic, 'name'>,
  { recordedAt, revokedAt }: Pick<Consent, 'recordedAt' | 'revokedAt'>,
  language: Language,
): Page {
  const { revoke } = wordsOf(language);
  const given = { clinic: clinic.name, day: printDay(recordedAt.slice(0, 10), language) };
  const shared = { language, clinic: clinic.name, hasLanguages: true };
  if (revokedAt !== undefined) {
    const done = fillIn(revoke.done, { day: printDay(revokedAt.slice(0, 10), language) });
    return layOut({ ...shared, title: revoke.doneTitle, content: html`<p role="status">${done}</p>` });
  }
  const content = html`<p>${fillIn(revoke.lead, given)}</p>
<p>${fillIn(revoke.what, given)}</p>
<p class="soft">${revoke.again}</p>
<form method="post"><input type="hidden" name="lang" value="${language}"><button type="submit">${revoke.button}</button></form>`;
  return layOut({ ...shared, title: revoke.title, content });
}
