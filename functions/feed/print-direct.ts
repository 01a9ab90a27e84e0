import type { Language } from '../domain/clinic.ts';
import type { FeedDirect } from '../domain/feed.ts';
import type { PublishedReview } from '../domain/published-review.ts';

const WORDS: Readonly<Record<Language, { readonly heading: string; readonly nobody: string }>> = {
  en: { heading: 'Given to the clinic directly, and shown with consent', nobody: 'A patient' },
  es: { heading: 'Entregadas directamente a la clínica y mostradas con consentimiento', nobody: 'Paciente' },
  fr: { heading: 'Remis directement à la clinique et montrés avec consentement', nobody: 'Un patient' },
};

/** The block of what patients gave the clinic directly. @param reviews the newest first, never empty */
export function printDirect(reviews: readonly PublishedReview[], language: Language): FeedDirect {
  const { heading, nobody } = WORDS[language];
  return { heading, reviews: reviews.map((review) => ({ ...review, author: review.author ?? nobody })) };
}
