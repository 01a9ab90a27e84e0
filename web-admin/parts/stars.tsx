import type { Stars as StarCount } from '../../functions/domain/review.ts';
import { partWords } from './part-words.ts';
import './stars.css';

const STAR =
  'M10 1.6l2.5 5.300 5.800.7-4.300 4 1.100 5.700L10 14.500l-5.100 2.800L6 11.600l-4.300-4 5.800-.7z';
const PLACES = [1, 2, 3, 4, 5] as const;

/** A rating in stars, every rating drawn alike; nothing at all where the source gave none. */
export function Stars({ count }: { readonly count: StarCount | undefined }) {
  if (count === undefined) return null;
  return (
    <span className="stars" role="img" aria-label={partWords.stars(count)}>
      {PLACES.map((place) => (
        <svg
          key={place}
          viewBox="0 0 20 20"
          data-filled={place <= count}
          aria-hidden="true"
          focusable="false"
        >
          <path d={STAR} />
        </svg>
      ))}
    </span>
  );
}
