import { LANGUAGES, type Language } from '../domain/clinic.ts';
import type { Page } from '../platform/pages.ts';
import { type Html, html } from './html.ts';
import { pageStyle } from './page-style.ts';
import { wordsOf } from './words-of.ts';

/** A page of the patients'. */
export interface Layout {
  readonly language: Language;
  readonly title: string;
  /** Default 200. */
  readonly status?: number;
  /** The clinic's name, above the title. */
  readonly clinic?: string;
  /** Whether the page can be read in the other languages at the same address. */
  readonly hasLanguages?: boolean;
  /** Id of the page's form: choosing another language sends it, so that what was typed is there again. */
  readonly formId?: string;
  readonly content: Html;
}

/** Lays a page out: one style sheet, no script, nothing from elsewhere. */
export function layOut(page: Layout): Page {
  const { language, title, status = 200, clinic, hasLanguages, formId, content } = page;
  const drawn = html`<!doctype html>
<html lang="${language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<title>${title}${clinic !== undefined && ` – ${clinic}`}</title>
<style>${{ html: pageStyle }}</style>
</head>
<body>
<main>
${hasLanguages === true && drawLanguages(language, formId)}
${clinic !== undefined && html`<p class="clinic" dir="auto">${clinic}</p>`}
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
  return { status, html: drawn.html };
}

function drawLanguages(language: Language, formId: string | undefined): Html {
  const links = LANGUAGES.map((one) => {
    const { languageName } = wordsOf(one);
    if (one === language) return html`<b lang="${one}">${languageName}</b> `;
    if (formId === undefined) {
      return html`<a href="?lang=${one}" lang="${one}" hreflang="${one}">${languageName}</a> `;
    }
    return html`<button form="${formId}" name="language" value="${one}" lang="${one}" formnovalidate>${languageName}</button> `;
  });
  // Enter in a field presses the first button of its form: that must be the one that sends it.
  const first =
    formId !== undefined &&
    html`<button class="trap" form="${formId}" tabindex="-1" aria-hidden="true"></button>`;
  return html`${first}<p class="languages no-print">${links}</p>`;
}
