import { AppError } from './error.ts';
import { SOURCE_NAMES, type SourceName } from './review.ts';

/** The operator's record that a source has agreed in writing to be used in a paid service. */
export interface CommercialConsent {
  /** Day it was recorded, `YYYY-MM-DD`. */
  readonly recordedOn: string;
  /** Where the document lies, in the operator's own words; never empty. */
  readonly document: string;
}

/** What the operator has set for one source, for all clinics at once. A source nobody has set has no switch. */
export interface SourceSwitch {
  readonly source: SourceName;
  /** True while nothing of the source is pulled or shown, whatever clinics have decided. */
  readonly isOff: boolean;
  /** Instant of the last change, ISO 8601 UTC. */
  readonly changedAt: string;
  /** Who changed it last: `operator`, or `sample` for the made-up sources of the sample world. */
  readonly by: string;
  /** Only of a source that asks for it. */
  readonly commercialConsent?: CommercialConsent;
  /** From 1; grows by one with every change. */
  readonly version: number;
}

/** Why nothing of a source is pulled or shown: the operator stopped it, or never confirmed that it may be used. */
export const CLOSED_REASONS = ['stopped', 'not-confirmed'] as const;
export type ClosedReason = (typeof CLOSED_REASONS)[number];

/** Sources whose terms forbid a paid service without their consent in writing. */
const NEEDS_CONSENT: readonly SourceName[] = ['yelp'];

/** Sources whose terms want what was stored removed at their request, and not only hidden. */
export const REMOVED_WHEN_STOPPED: readonly SourceName[] = ['yelp'];

/** Tells why a source is closed; `undefined` while it is open. */
export function closedBecause(
  source: SourceName,
  set: Pick<SourceSwitch, 'isOff' | 'commercialConsent'> | undefined,
): ClosedReason | undefined {
  if (set?.isOff) return 'stopped';
  return NEEDS_CONSENT.includes(source) && !set?.commercialConsent ? 'not-confirmed' : undefined;
}

/** The sources of which nothing may be pulled or shown. */
export function closedSources(switches: readonly SourceSwitch[]): ReadonlySet<SourceName> {
  const setOf = new Map(switches.map((set) => [set.source, set]));
  return new Set(SOURCE_NAMES.filter((source) => closedBecause(source, setOf.get(source)) !== undefined));
}

/** What an operator does to a source. */
export type SwitchChange =
  | { readonly verb: 'stop' | 'resume' }
  | { readonly verb: 'confirm'; readonly consent: CommercialConsent };

/**
 * Applies what an operator does to a source's switch.
 *
 * @param before absent when the source was never set
 * @param by `operator` or `sample`
 * @param at instant of the change, ISO 8601 UTC
 * @returns the switch to store, one version on; `undefined` when it is so already
 * @throws AppError `invalid` for the consent of a source that asks for none
 */
export function changeSwitch(
  source: SourceName,
  before: SourceSwitch | undefined,
  change: SwitchChange,
  { by, at }: { readonly by: string; readonly at: string },
): SourceSwitch | undefined {
  const kept = before ?? { source, isOff: false };
  const stamp = { changedAt: at, by, version: (before?.version ?? 0) + 1 };
  if (change.verb === 'confirm') {
    if (!NEEDS_CONSENT.includes(source)) {
      throw new AppError('invalid', `${source} asks for no consent; there is nothing to confirm.`);
    }
    const { recordedOn, document } = change.consent;
    const isSo =
      before?.commercialConsent?.recordedOn === recordedOn && before.commercialConsent.document === document;
    return isSo ? undefined : { ...kept, ...stamp, commercialConsent: change.consent };
  }
  const isOff = change.verb === 'stop';
  return kept.isOff === isOff ? undefined : { ...kept, ...stamp, isOff };
}
