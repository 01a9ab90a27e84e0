import { type CSSProperties, useMemo } from 'react';
import type { Condition } from '../../functions/domain/condition.ts';
import { useConditionList } from '../frame/use-clinic-view.ts';

/** The conditions as staff read them. */
export interface Conditions {
  /** Parents before their children; empty until loaded. */
  readonly all: readonly Condition[];
  /** The clinical wording; the slug in plain words where the lexicon has it no more. */
  readonly label: (conditionId: string) => string;
  /** The condition's own colour, for an element of class `tone`. */
  readonly tone: (conditionId: string) => CSSProperties;
}

/** Degrees from one condition of the lexicon to the next: the golden angle keeps neighbours, and theirs, apart. */
const HUE_STEP = 137.508;

/** The lexicon, ready to be shown. */
export function useConditions(): Conditions {
  const { data } = useConditionList();
  return useMemo(() => toConditions(data?.conditions ?? []), [data]);
}

function toConditions(all: readonly Condition[]): Conditions {
  const places = new Map(all.map(({ id }, place) => [id, place]));
  return {
    all,
    label: (id) => all[places.get(id) ?? -1]?.staffLabel ?? id.replaceAll('-', ' '),
    tone: (id) => ({ '--hue': Math.round((places.get(id) ?? 0) * HUE_STEP) % 360 }) as CSSProperties,
  };
}
