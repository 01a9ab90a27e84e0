/** How Google says in the languages of people who export that a machine translated what follows. */
const TRANSLATED =
  /^\((?:Traducido por|Traduit par|Übersetzt von|Tradotto da|Traduzione di|Traduzido (?:por|pelo)|Vertaald door) Google\)/gmu;
/** And that the patient's own words follow. */
const ORIGINAL = /^\((?:Avis d['’]origine|Originale|Testo originale|Origineel)\)/gmu;

/**
 * Puts Google's marks of a translation into English. Its API is asked in English and marks so; an export is marked in
 * the language of whoever made it. A text that speaks of no translation stays as it is.
 */
export function inEnglishMarks(comment: string): string {
  if (comment.search(TRANSLATED) < 0) return comment;
  return comment.replace(TRANSLATED, '(Translated by Google)').replace(ORIGINAL, '(Original)');
}
