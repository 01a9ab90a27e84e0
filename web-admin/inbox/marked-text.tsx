import type { CSSProperties } from 'react';
import { flagKindOf } from './conditions-of.ts';
import { flagWords } from './flag-words.ts';
import { type Mark, type Segment, splitIntoSegments } from './split-into-segments.ts';
import type { Conditions } from './use-conditions.ts';
import type { Span } from './words-of-text.ts';

/** Stands for the words that are being marked, among the conditions. */
const DRAFT = '';

/** A text as text nodes, cut only where a mark begins or ends. */
export function MarkedText({
  text,
  marks,
  conditions,
  active,
  draft,
}: {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly conditions: Conditions;
  readonly active: string | undefined;
  readonly draft: Span | undefined;
}) {
  const drafted = draft ? [...marks, { conditionId: DRAFT, isSuggested: false, ...draft }] : marks;
  return splitIntoSegments(text, drafted).map((segment) => (
    <MarkedSegment key={segment.start} segment={segment} conditions={conditions} active={active} />
  ));
}

function MarkedSegment({
  segment,
  conditions,
  active,
}: {
  readonly segment: Segment;
  readonly conditions: Conditions;
  readonly active: string | undefined;
}) {
  const { text, marks } = segment;
  const isDraft = marks.some(({ conditionId }) => conditionId === DRAFT);
  const flags = marks.flatMap((mark) => flagKindOf(mark) ?? []);
  const said = marks.filter((mark) => mark.conditionId !== DRAFT && !flagKindOf(mark));
  const [first, second] = said;
  if (!first && !isDraft && flags.length === 0) return text;
  const titles = [
    ...said.map(({ conditionId }) => conditions.label(conditionId)),
    ...flags.map((kind) => flagWords.kinds[kind]),
  ];
  return (
    <mark
      className={first ? 'marked tone' : 'marked'}
      style={first && { ...conditions.tone(first.conditionId), ...underline(second, conditions) }}
      title={titles.join(', ') || undefined}
      data-suggested={first !== undefined && said.every(({ isSuggested }) => isSuggested)}
      data-double={second !== undefined}
      data-flagged={flags.length > 0}
      data-draft={isDraft}
      data-active={said.some(({ conditionId }) => conditionId === active)}
    >
      {text}
    </mark>
  );
}

/** Words that say two things carry the colour of the second one under that of the first. */
function underline(second: Mark | undefined, conditions: Conditions): CSSProperties {
  if (!second) return {};
  const tone = conditions.tone(second.conditionId) as Readonly<Record<string, unknown>>;
  return { '--second-hue': tone['--hue'] } as CSSProperties;
}
