import { frameWords } from '../frame/frame-words.ts';
import { writtenInWords } from '../parts/dates.ts';
import { Fact } from '../parts/facts.tsx';
import { Icon } from '../parts/icon.tsx';
import { partWords } from '../parts/part-words.ts';
import { Stars } from '../parts/stars.tsx';
import { authorOf } from './author-of.ts';
import type { ScreenReview } from './change.ts';
import { initialsOf } from './initials-of.ts';

/** Who wrote it, how many stars, when, about which place, and where it can be read at its source. */
export function ReviewHead({ review, now }: { readonly review: ScreenReview; readonly now: number }) {
  const { words, source, place, writtenOn, queue } = review;
  return (
    <header className="review-head">
      <span className="review-face" aria-hidden="true">
        {initialsOf(words?.author)}
      </span>
      <div className="review-who">
        <h2 id="review-name">
          <bdi>{authorOf(review)}</bdi>
        </h2>
        <p className="soft review-facts facts">
          {words?.stars !== undefined && (
            <Fact hasDot={false}>
              <Stars count={words.stars} />
            </Fact>
          )}
          <Fact hasDot={false}>
            <time dateTime={writtenOn}>{writtenInWords(writtenOn, now)}</time>
          </Fact>
          <Fact hasDot>{place}</Fact>
        </p>
        {words?.exportedOn !== undefined && (
          <p className="soft">{partWords.fromExport(writtenInWords(words.exportedOn, now))}</p>
        )}
      </div>
      <div className="review-links">
        {words?.url?.startsWith('https://') && (
          <a className="review-source" href={words.url} target="_blank" rel="noopener noreferrer">
            {partWords.seeOn[source]}
            <Icon name="outside" size={17} />
            <span className="aloud-only"> ({partWords.opensNewTab})</span>
          </a>
        )}
        <span className="review-status" data-queue={queue}>
          {frameWords.queues[queue]}
        </span>
      </div>
    </header>
  );
}
