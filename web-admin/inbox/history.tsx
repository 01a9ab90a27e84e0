import type { ReviewAction } from '../../functions/domain/audit.ts';
import type { HistoryLine } from '../../functions/domain/staff-view.ts';
import { agoInWords, instantInWords } from '../parts/dates.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import type { ScreenReview } from './change.ts';
import { describeHistoryLine } from './describe-history.ts';
import { historyWords } from './history-words.ts';
import { useConditions } from './use-conditions.ts';
import './history.css';

const ICONS: Readonly<Record<ReviewAction, IconName>> = {
  created: 'inbox',
  opened: 'inbox',
  changed: 'pencil',
  reopened: 'pencil',
  restored: 'undo',
  shown: 'check',
  'not-shown': 'cross',
  'put-back': 'undo',
  'condition-added': 'plus',
  'condition-removed': 'cross',
  'condition-cleared': 'undo',
  'removed-at-source': 'removed',
  'returned-at-source': 'inbox',
};

/** What happened to a review, newest first: who, what, when. */
export function History({ review, now }: { readonly review: ScreenReview; readonly now: number }) {
  const { label } = useConditions();
  const { history, source } = review;
  if (!history) return null;
  return (
    <section className="history" aria-labelledby="history-title">
      <h3 id="history-title">
        <Icon name="clock" size={19} />
        {historyWords.title}
      </h3>
      <ol>
        {history.map((line) => (
          <li key={keyOf(line)}>
            <span className="history-dot">
              <Icon name={ICONS[line.action]} size={14} />
            </span>
            <span dir="auto">{describeHistoryLine(line, source, label)}</span>
            <time className="soft" dateTime={line.at} title={instantInWords(line.at)}>
              {agoInWords(line.at, now)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}

function keyOf({ at, action, conditionId = '' }: HistoryLine): string {
  return `${at} ${action} ${conditionId}`;
}
