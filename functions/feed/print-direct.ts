import type { Language } from '../domain/clinic.ts';
import type { FeedDirect } from '../domain/feed.ts';
import type { PublishedReview } from '../domain/published-review.ts';

const WORDS: Readonly<Record<Language, { readonly title: string; readonly nobody: string }>> = {
  en: { title: 'Given to the clinic directly, and shown with consent', nobody: 'A patient' },
  es: { title: 'Entregadas directamente a la clínica y mostradas con consentimiento', nobody: 'Paciente' },
  fr: { title: 'Remis directement à la clinique et montrés avec consentement', nobody: 'Un patient' },
};

/** The block of what patients gave the clinic directly. @param reviews the newest first, never empty */
export function printDirect(reviews: readonly PublishedReview[], language: Language): FeedDirect {
  const { title, nobody } = WORDS[language];
  return { title, reviews: reviews.map((review) => ({ ...review, author: review.author ?? nobody })) };
}
