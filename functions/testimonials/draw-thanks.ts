import type { Clinic, Language } from '../domain/clinic.ts';
import type { Consent, ConsentStatement } from '../domain/consent.ts';
import type { Testimonial } from '../domain/testimonial.ts';
import type { Page } from '../platform/pages.ts';
import { html } from './html.ts';
import { layOut } from './layout.ts';
import { fillIn } from './page-words.ts';
import { printDay } from './print-day.ts';
import { wordsOf } from './words-of.ts';
import { sentencesOf } from './write-statement.ts';

/** What is said once a testimonial has arrived. */
export interface Arrived {
  readonly clinic: Pick<Clinic, 'name'>;
  readonly language: Language;
  readonly testimonial: Pick<Testimonial, 'text'>;
  readonly consent: Pick<Consent, 'audiences' | 'signature' | 'signedAt'>;
  readonly statement: ConsentStatement;
  /** The whole address with which it can be taken back. */
  readonly revokeUrl: string;
}

/**
 * Says that a testimonial has arrived, how to take it back, and gives the patient a copy of what was signed, as
 * 45 CFR 164.508(c)(4) asks.
 */
export function drawThanks({ clinic, language, testimonial, consent, statement, revokeUrl }: Arrived): Page {
  const { thanks } = wordsOf(language);
  const { audiences, signature, signedAt } = consent;
  const isForPartners = audiences.includes('partner');
  const values = {
    clinic: clinic.name,
    name: signature.kind === 'typed' ? signature.name : '',
    day: printDay(signedAt.slice(0, 10), language),
    authority: signature.authority ?? '',
  };
  const signed = signature.authority === undefined ? thanks.signed : thanks.signedFor;
  const agreed = [
    ...sentencesOf(statement),
    fillIn(isForPartners ? thanks.partners : thanks.ownSite, values),
    fillIn(signed, values),
  ];
  const file = [
    `${clinic.name}\n\n${thanks.keepTitle}\n${revokeUrl}`,
    `${thanks.copyTitle}\n${agreed.join('\n')}`,
    `${thanks.yours}\n${testimonial.text}`,
  ];
  const content = html`<p>${fillIn(thanks.next, values)}</p>
<h2>${thanks.keepTitle}</h2>
<div class="keep"><p>${thanks.keep}</p><p><a href="${revokeUrl}">${revokeUrl}</a></p>
<p class="ways no-print"><a class="way" href="${fileOf(file.join('\n\n'))}" download="${thanks.fileName}.txt">${thanks.save}</a>
<a class="way" href="${mailOf(`${clinic.name}: ${thanks.fileName}`, `${thanks.keepTitle}\n${revokeUrl}`)}">${thanks.mail}</a></p>
<p class="soft no-print">${thanks.print}</p></div>
<h2>${thanks.copyTitle}</h2>
<div class="terms" dir="auto">
${agreed.map((sentence) => html`<p>${sentence}</p>\n`)}</div>
<h2>${thanks.yours}</h2>
<p class="copy" dir="auto">${testimonial.text}</p>`;
  return layOut({ language, title: thanks.title, clinic: clinic.name, content });
}

/** The text itself stands in the address: nothing is fetched, and nothing is kept of it. Windows wants its line breaks. */
function fileOf(text: string): string {
  return `data:text/plain;charset=utf-8,${encodeURIComponent(`\uFEFF${withBreaks(text)}`)}`;
}

/** To nobody: the patient writes her own address. The patient's words are not in it, as mail is read by others too. */
function mailOf(subject: string, body: string): string {
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(withBreaks(body))}`;
}

function withBreaks(text: string): string {
  return text.toWellFormed().replaceAll(/\r?\n/gu, '\r\n');
}
