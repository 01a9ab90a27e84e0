import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../store/save-versioned.ts';

/** What became of one thing; `not-in-file` is left as it is, `put-back` are reviews that wait for a person again. */
export interface Applied {
  readonly kind: 'clinic' | 'location' | 'listing' | 'embed' | 'member' | 'reviews';
  /** Its slug; a member's e-mail address; of reviews their number. */
  readonly id: string;
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'not-in-file' | 'put-back';
  /** Names of the fields that changed; empty unless `changed`. */
  readonly fields: readonly string[];
}

interface Versioned {
  readonly clinicId: string;
  readonly version: number;
}

/** A thing a file names, as it is and as it shall be. */
export interface Thing<Value extends Versioned> extends Pick<Applied, 'kind' | 'id'> {
  /** What audit lines call it. */
  readonly subject: string;
  readonly before: Value | undefined;
  /** With the version of `before`, or 0. */
  readonly wanted: Value;
  readonly save: (change: Change<Value>) => Promise<void>;
}

/**
 * Saves a thing, by `setup`, unless it is already as wanted.
 *
 * @param at instant of the change, ISO 8601 UTC
 * @throws AppError `conflict` when somebody changed it meanwhile
 */
export async function applyThing<Value extends Versioned>(thing: Thing<Value>, at: string): Promise<Applied> {
  const { kind, id, subject, before, wanted, save } = thing;
  const fields = before ? differing(before, wanted) : [];
  if (before && fields.length === 0) return { kind, id, outcome: 'unchanged', fields };
  await save({
    ...(before && { before }),
    after: { ...wanted, version: wanted.version + 1 },
    audit: { subject, action: before ? 'changed' : 'created', by: 'setup', at },
  });
  return { kind, id, outcome: before ? 'changed' : 'created', fields };
}

function differing(before: object, wanted: object): readonly string[] {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(wanted))];
  const names = new Set([...was.keys(), ...is.keys()]);
  return [...names].filter((name) => !isDeepStrictEqual(was.get(name), is.get(name)));
}
