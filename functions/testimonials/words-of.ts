import { LANGUAGES, type Language } from '../domain/clinic.ts';
import type { PageWords } from './page-words.ts';
import { en } from './page-words-en.ts';
import { es } from './page-words-es.ts';
import { fr } from './page-words-fr.ts';

const words: Readonly<Record<Language, PageWords>> = { en, es, fr };

/** The words of the patients' pages in a language. */
export function wordsOf(language: Language): PageWords {
  return words[language];
}

/**
 * The language of a page: the one that was asked for, else the link's own, else the first of the browser's that we
 * have, else English.
 *
 * @param accepted the `Accept-Language` header; may be anything
 */
export function chooseLanguage(asked: string, ofLink: Language | undefined, accepted: string): Language {
  const known = (tag: string) => LANGUAGES.find((language) => tag.trim().toLowerCase().startsWith(language));
  const ofBrowser = accepted.slice(0, 200).split(',').map(known).find(Boolean);
  return LANGUAGES.find((language) => language === asked) ?? ofLink ?? ofBrowser ?? 'en';
}
