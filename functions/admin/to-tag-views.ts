import { withParents } from '../domain/condition.ts';
import type { Correction } from '../domain/moderation.ts';
import type { ReviewView, TagView } from '../domain/staff-view.ts';
import type { Tag } from '../domain/tagging.ts';

/**
 * Joins what the machine found in words with what people corrected.
 *
 * @param length characters of the words, UTF-16 units; spans that reach beyond are left out
 */
export function toTagViews(
  found: readonly Tag[],
  corrections: readonly Correction[],
  length: number,
): Pick<ReviewView, 'tags' | 'removedConditions'> {
  const marked = corrections.filter((correction) => correction.action === 'added');
  const removed = corrections
    .filter(({ action }) => action === 'removed')
    .map(({ conditionId }) => conditionId);
  const kept = found.filter(
    (tag) => !removed.includes(tag.conditionId) && !marked.some((mark) => isSame(mark, tag)),
  );
  const tags: readonly TagView[] = [
    ...kept.map(({ conditionId, start, end, confidence, rule }) => ({
      conditionId,
      start,
      end,
      confidence,
      rule,
    })),
    ...marked.map(({ conditionId, start, end }) => ({
      conditionId,
      start,
      end,
      confidence: 'sure' as const,
    })),
  ];
  const implied = withParents(found.map(({ conditionId }) => conditionId));
  return {
    tags: tags.filter(({ end }) => end <= length).toSorted((a, b) => a.start - b.start || b.end - a.end),
    removedConditions: removed.filter((conditionId) => implied.has(conditionId)),
  };
}

/** A person who marks the very words the machine found confirms them. */
function isSame(mark: Pick<Tag, 'conditionId' | 'start' | 'end'>, tag: Tag): boolean {
  return mark.conditionId === tag.conditionId && mark.start === tag.start && mark.end === tag.end;
}
