import type { Language } from '../domain/clinic.ts';
import type { FeedDirect } from '../domain/feed.ts';
import type { PublishedReview } from '../domain/published-review.ts';

const WORDS: Readonly<Record<Language, { readonly label: string; readonly nobody: string }>> = {
  en: { label: 'Given to the clinic directly, and shown with consent', nobody: 'A patient' },
  es: { label: 'Entregadas directamente a la clínica y mostradas con consentimiento', nobody: 'Paciente' },
  fr: { label: 'Remis directement à la clinique et montrés avec consentement', nobody: 'Un patient' },
};

/** The block of what patients gave the clinic directly. @param reviews the newest first, never empty */
export function printDirect(reviews: readonly PublishedReview[], language: Language): FeedDirect {
  const { label, nobody } = WORDS[language];
  return { label, reviews: reviews.map((review) => ({ ...review, author: review.author ?? nobody })) };
}
