import type { FlagView, TagView } from '../../functions/domain/staff-view.ts';
import type { FlagKind } from '../../functions/domain/tagging.ts';
import type { Mark } from './split-into-segments.ts';
import type { Span } from './words-of-text.ts';

/** A condition a review speaks of, with all its words. */
export interface ConditionOfReview {
  readonly conditionId: string;
  /** In text order, each once; never empty. */
  readonly spans: readonly Span[];
  /** True when it is only the machine's guess. */
  readonly isSuggested: boolean;
}

/** The conditions of a review in text order, each once; sure as soon as one of its words is. */
export function conditionsOf(tags: readonly TagView[]): readonly ConditionOfReview[] {
  const byId = new Map<string, ConditionOfReview>();
  for (const { conditionId, start, end, confidence } of tags.toSorted((a, b) => a.start - b.start)) {
    const known = byId.get(conditionId);
    const isKnown = known?.spans.some((span) => span.start === start && span.end === end);
    byId.set(conditionId, {
      conditionId,
      spans: [...(known?.spans ?? []), ...(isKnown ? [] : [{ start, end }])],
      isSuggested: (known?.isSuggested ?? true) && confidence === 'suggested',
    });
  }
  return [...byId.values()];
}

/** The words to mark for a review's conditions. */
export function marksOf(conditions: readonly ConditionOfReview[]): readonly Mark[] {
  return conditions.flatMap(({ conditionId, spans, isSuggested }) =>
    spans.map((span) => ({ conditionId, isSuggested, ...span })),
  );
}

/** The words to mark as asking for a careful look. */
export function flagMarksOf(flags: readonly FlagView[]): readonly Mark[] {
  const inWords = flags.filter(({ start, end }) => end > start);
  return inWords.map(({ kind, start, end }) => ({
    conditionId: `${FLAG}${kind}`,
    isSuggested: false,
    start,
    end,
  }));
}

/** The kind of flag a mark stands for; `undefined` for one that stands for a condition. */
export function flagKindOf({ conditionId }: Pick<Mark, 'conditionId'>): FlagKind | undefined {
  return conditionId.startsWith(FLAG) ? (conditionId.slice(FLAG.length) as FlagKind) : undefined;
}

/** No condition's slug contains a colon. */
const FLAG = 'flag:';

/** The words that say a condition, in quotation marks, one after another. */
export function quote(text: string, spans: readonly Span[]): string {
  return spans.map(({ start, end }) => `“${text.slice(start, end)}”`).join(', ');
}
