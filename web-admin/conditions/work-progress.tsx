import type { RetagJobView } from '../../functions/domain/retag-view.ts';
import { numberInWords } from '../parts/dates.ts';
import { Note } from '../parts/note.tsx';
import { conditionWords } from './condition-words.ts';

/** How far work has come; before it shows itself, that it is about to begin. */
export function WorkProgress({ job }: { readonly job: RetagJobView | undefined }) {
  const { read = 0, total, isStalled = false } = job ?? {};
  const words = wordsOf(job);
  const isMeasured = total !== undefined && total > 0;
  return (
    <div className="work">
      <h2>{words}</h2>
      <div
        className="work-bar"
        role="progressbar"
        aria-label={words}
        data-measured={isMeasured}
        data-stalled={isStalled}
        {...(isMeasured && {
          'aria-valuemin': 0,
          'aria-valuemax': total,
          'aria-valuenow': Math.min(read, total),
        })}
      >
        <span style={isMeasured ? { inlineSize: `${Math.min(100, (100 * read) / total)}%` } : {}} />
      </div>
      {isStalled ? (
        <Note icon="pause" title={conditionWords.stalled.title}>
          {conditionWords.stalled.text}
        </Note>
      ) : (
        <p className="soft">{conditionWords.meanwhile}</p>
      )}
    </div>
  );
}

function wordsOf(job: RetagJobView | undefined): string {
  if (!job) return conditionWords.starting;
  const read = numberInWords(job.read);
  if (job.phase === 'previewing') return conditionWords.previewing(read);
  return conditionWords.applying(read, numberInWords(job.total ?? job.read));
}
