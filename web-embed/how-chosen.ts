import type { Language } from '../functions/domain/clinic.ts';
import { howChosen } from './how-chosen-words.ts';

const NAMES: Readonly<Record<Language, string>> = { en: 'English', es: 'Español', fr: 'Français' };

/** The languages in which the page exists. */
export const HOW_CHOSEN_LANGUAGES = Object.keys(NAMES) as readonly Language[];

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; background: light-dark(#f7f8f7, #0f171e); color: light-dark(#15202b, #eef2f5);
  font: 1.0625rem/1.6 system-ui, sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 3rem 1.25rem 4rem; }
nav { display: flex; gap: 1.25rem; margin-block-end: 2.5rem; font-size: .9375rem; }
nav a { padding-block: .25rem; }
a { color: light-dark(#0b6e63, #5ad1bf); }
h1 { margin: 0 0 1rem; font-size: clamp(1.75rem, 6vw, 2.25rem); line-height: 1.2; letter-spacing: -.02em; }
h2 { margin: 2rem 0 .375rem; font-size: 1.1875rem; }
p, ul { margin: 0 0 .75rem; }
ul { padding-inline-start: 1.25rem; }
`;

/** File name of the page in a language; English is the one without a suffix. */
export function howChosenFile(language: Language): string {
  return `how-reviews-are-chosen${language === 'en' ? '' : `.${language}`}.html`;
}

/** The page that says how reviews are chosen, as HTML. It is the same for every clinic. */
export function drawHowChosen(language: Language): string {
  const { title, lead, sections } = howChosen[language];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<nav>${HOW_CHOSEN_LANGUAGES.map((other) => drawLanguage(other, language)).join('\n')}</nav>
<h1>${title}</h1>
<p>${lead}</p>
${sections.map(({ heading, text, list = [] }) => drawSection(heading, text, list)).join('\n')}
</main>
</body>
</html>
`;
}

function drawLanguage(language: Language, current: Language): string {
  const name = NAMES[language];
  if (language === current) return `<a aria-current="page">${name}</a>`;
  return `<a href="${howChosenFile(language)}" hreflang="${language}" lang="${language}">${name}</a>`;
}

function drawSection(heading: string, text: string, list: readonly string[]): string {
  const items = list.length ? `\n<ul>\n${list.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>` : '';
  return `<h2>${heading}</h2>\n<p>${text}</p>${items}`;
}
