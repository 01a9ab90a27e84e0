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

/** Says kindly why a link or a form did not lead on, and what to do. */
export function drawSorry(why: keyof PageWords['sorry'], language: Language): Page {
  const { title, text } = wordsOf(language).sorry[why];
  return layOut({ language, title, status: STATUS[why], content: html`<p>${text}</p>` });
}
