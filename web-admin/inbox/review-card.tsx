import type { ScreenReview } from './change.ts';
import { DecisionBar } from './decision-bar.tsx';
import { ReviewHead } from './review-head.tsx';
import { ReviewNotes } from './review-notes.tsx';
import { ReviewWordsSection } from './review-words-section.tsx';
import './review-card.css';

/** A review: whose it is, its words with what they say, and what can be done. */
export function ReviewCard({ review, now }: { readonly review: ScreenReview; readonly now: number }) {
  return (
    <article className="review-card" aria-labelledby="review-name">
      <ReviewHead review={review} now={now} />
      <ReviewNotes review={review} now={now} />
      {review.words && <ReviewWordsSection key={review.reviewId} review={review} words={review.words} />}
      <DecisionBar review={review} />
    </article>
  );
}
