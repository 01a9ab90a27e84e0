import { conditions as known, withParents } from '../domain/condition.ts';
import type { Tag } from '../domain/tagging.ts';
import type { LabelledText } from './labelled-text.ts';

/** How well tags agree with labels. */
export interface Score {
  readonly texts: number;
  /** Share of what was tagged that is right, 0 to 1; 1 where nothing was tagged. */
  readonly precision: number;
  /** Share of what is there that was tagged, 0 to 1; 1 where nothing is there. */
  readonly recall: number;
  /** Harmonic mean of the two. */
  readonly f1: number;
  /** Share of texts without any mistake. */
  readonly exact: number;
  /** Texts that speak of no condition, and how many of them got no tag. */
  readonly empty: number;
  readonly cleanOnEmpty: number;
}

/** A text that was not tagged as it is labelled. */
export interface Miss {
  readonly id: string;
  readonly text: string;
  /** Tagged, and not there: the condition, the words and the rule. */
  readonly wrong: readonly string[];
  /** There, and not tagged. */
  readonly lost: readonly string[];
}

/** How well a tagger does on a labelled set. */
export interface Evaluation {
  readonly overall: Score;
  readonly byCondition: ReadonlyMap<string, Score>;
  readonly byLanguage: ReadonlyMap<string, Score>;
  /** By what makes a text hard. */
  readonly byFlag: ReadonlyMap<string, Score>;
  /** By what a text tries; empty where no text says so. */
  readonly byKind: ReadonlyMap<string, Score>;
  /** Of the sensitive conditions alone, and of the others. */
  readonly bySensitivity: ReadonlyMap<'sensitive' | 'other', Score>;
  readonly misses: readonly Miss[];
}

/** What makes a text hard. */
const HARD = [
  'negation',
  'family',
  'resolved',
  'rhetorical',
  'situational',
  'generic_advice',
  'misspelling',
  'sarcasm',
  'medical_claim',
];

const sensitive: ReadonlySet<string> = new Set(
  known.filter(({ isSensitive }) => isSensitive).map(({ id }) => id),
);
const others: ReadonlySet<string> = new Set(
  known.filter(({ isSensitive }) => !isSensitive).map(({ id }) => id),
);

/** One text beside its tags, as sets closed over parents. */
interface Compared {
  readonly labelled: LabelledText;
  readonly tags: readonly Tag[];
  readonly right: ReadonlySet<string>;
  readonly wrong: ReadonlySet<string>;
  readonly lost: ReadonlySet<string>;
}

/** Compares the tags of class sure with labels: parents are implied, soft labels count neither way. */
export function evaluateTags(
  texts: readonly LabelledText[],
  tag: (text: string) => readonly Tag[],
): Evaluation {
  const all = texts.map((labelled) => compare(labelled, tag(labelled.text)));
  const conditions = new Set(all.flatMap(({ right, wrong, lost }) => [...right, ...wrong, ...lost]));
  return {
    overall: scoreOf(all),
    byCondition: new Map(
      [...conditions].sort().map((id) => [id, scoreOf(all.map((one) => narrow(one, new Set([id]))))]),
    ),
    byLanguage: groupScores(all, ({ lang }) => [lang]),
    byFlag: groupScores(all, ({ flags }) => flags.filter((flag) => HARD.includes(flag))),
    byKind: groupScores(all, ({ kind }) => (kind === undefined ? [] : [kind])),
    bySensitivity: new Map([
      ['sensitive', scoreOf(all.map((one) => narrow(one, sensitive)))],
      ['other', scoreOf(all.map((one) => narrow(one, others)))],
    ]),
    misses: all.filter(({ wrong, lost }) => wrong.size + lost.size > 0).map(toMiss),
  };
}

function compare(labelled: LabelledText, tags: readonly Tag[]): Compared {
  const sure = tags.filter(({ confidence }) => confidence === 'sure');
  const [wanted, soft] = [withParents(labelled.conditions), withParents(labelled.soft)];
  const got = withParents(sure.map(({ conditionId }) => conditionId));
  return {
    labelled,
    tags: sure,
    right: wanted.intersection(got),
    wrong: got.difference(wanted).difference(soft),
    lost: wanted.difference(got),
  };
}

/** What is compared of some conditions alone. */
function narrow(one: Compared, ids: ReadonlySet<string>): Compared {
  return {
    ...one,
    right: one.right.intersection(ids),
    wrong: one.wrong.intersection(ids),
    lost: one.lost.intersection(ids),
  };
}

function groupScores(
  all: readonly Compared[],
  groupsOf: (labelled: LabelledText) => readonly string[],
): ReadonlyMap<string, Score> {
  const groups = new Set(all.flatMap(({ labelled }) => groupsOf(labelled)));
  const inGroup = (group: string) => all.filter(({ labelled }) => groupsOf(labelled).includes(group));
  return new Map([...groups].sort().map((group) => [group, scoreOf(inGroup(group))]));
}

function scoreOf(all: readonly Compared[]): Score {
  const count = (of: (one: Compared) => number) => all.reduce((sum, one) => sum + of(one), 0);
  const [right, wrong, lost] = [
    count((one) => one.right.size),
    count((one) => one.wrong.size),
    count((one) => one.lost.size),
  ];
  const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
  const isEmpty = ({ right, lost }: Compared) => right.size + lost.size === 0;
  const empty = all.filter(isEmpty);
  return {
    texts: all.length,
    precision: share(right, right + wrong),
    recall: share(right, right + lost),
    f1: share(2 * right, 2 * right + wrong + lost),
    exact: share(all.filter((one) => one.wrong.size + one.lost.size === 0).length, all.length),
    empty: empty.length,
    cleanOnEmpty: empty.filter(({ wrong }) => wrong.size === 0).length,
  };
}

function toMiss({ labelled: { id, text }, tags, wrong, lost }: Compared): Miss {
  const blamed = tags.filter(({ conditionId }) => wrong.has(conditionId));
  return {
    id,
    text,
    wrong: blamed.map(
      ({ conditionId, start, end, rule }) => `${conditionId} "${text.slice(start, end)}" (${rule})`,
    ),
    lost: [...lost],
  };
}
