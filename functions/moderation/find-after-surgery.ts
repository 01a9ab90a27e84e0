import { BIT } from './context.ts';
import type { Item } from './read-items.ts';
import type { Scopes } from './read-scopes.ts';
import type { Finding } from './weigh-mentions.ts';

/** How far apart words may stand that belong together. */
const NEAR = 5;
const FOLLOWED = ['afterwards', 'pending', 'rehab'] as const;

/**
 * Finds care after an operation: an operation named beside rehabilitation in one sentence, or after a word such as
 * "after". One that is only advised or avoided is none; without any word of rehabilitation it is a suggestion.
 */
export function findAfterSurgery(items: readonly Item[], { sentence, doubted }: Scopes): readonly Finding[] {
  if (!items.some(({ roles }) => roles & BIT.surgery)) return [];
  const found: Finding[] = [];
  const isRehabilitation = items.some(({ roles }) => roles & BIT.rehab);
  const last = { surgery: -1, rehab: -1, afterwards: -1, pending: -1 };
  const isClose = (place: number, at: number) => isHere(place, at, sentence) && at - place <= NEAR;
  for (const [at, { roles }] of items.entries()) {
    remember(last, roles, at);
    if (roles & BIT.surgery && !isClose(last.pending, at)) last.surgery = at;
    const isNew = last.surgery === at || last.rehab === at;
    const isAfter = last.surgery === at && isClose(last.afterwards, at);
    const isBeside = isNew && isHere(last.surgery, at, sentence) && isHere(last.rehab, at, sentence);
    if (isAfter || isBeside) found.push(toFinding(last.surgery, isRehabilitation && !doubted[at]));
  }
  return found;
}

function remember(last: Record<(typeof FOLLOWED)[number], number>, roles: number, at: number): void {
  for (const role of FOLLOWED) if (roles & BIT[role]) last[role] = at;
}

/** Whether a place was seen, in the sentence of another. */
function isHere(place: number, at: number, sentence: Int32Array): boolean {
  return place >= 0 && sentence[place] === sentence[at];
}

function toFinding(at: number, isSure: boolean): Finding {
  const place = { from: at, to: at + 1 };
  return {
    conditionId: 'post-surgery',
    ...place,
    rule: 'after-surgery',
    phrase: 'surgery',
    isSure,
    roles: BIT.surgery,
  };
}
