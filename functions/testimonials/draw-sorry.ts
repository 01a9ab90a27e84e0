import type { Language } from '../domain/clinic.ts';
import type { Page } from '../platform/pages.ts';
import { html } from './html.ts';
import { layOut } from './layout.ts';
import type { PageWords } from './page-words.ts';
import { wordsOf } from './words-of.ts';

const STATUS: Readonly<Record<keyof PageWords['sorry'], number>> = {
  unknown: 404,
  used: 410,
  expired: 410,
  withdrawn: 410,
  busy: 429,
  sent: 409,
  refused: 400,
  broken: 500,
};

/**
 * Says kindly why a link or a form did not lead on, and what to do.
 *
 * @param form that was sent; what the patient wrote in it is given back, as it is kept nowhere
 */
export function drawSorry(why: keyof PageWords['sorry'], language: Language, form?: URLSearchParams): Page {
  const { sorry, thanks } = wordsOf(language);
  const { title, text } = sorry[why];
  const written = form?.get('text') ?? '';
  const content = html`<p>${text}</p>
${
  written.trim() !== '' &&
  html`<h2>${thanks.yours}</h2>
<p class="copy" dir="auto">${written}</p>`
}`;
  return layOut({ language, title, status: STATUS[why], content });
}
