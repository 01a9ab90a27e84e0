import { BIT } from './context.ts';
import type { Item } from './read-items.ts';
import { GAP } from './words.ts';

/** What is said about the sayings of a text, by place among the items. */
export interface Scopes {
  /** Denied: "never had". */
  readonly denied: Uint8Array;
  /** Said of nobody who came, of a diagnosis that was wrong, or of what is offered. */
  readonly doubted: Uint8Array;
  /** Number of the sentence. */
  readonly sentence: Int32Array;
}

/** How far before and after a denial words are looked for that make it a recovery: "now I have no". */
const RESOLVED_WITHIN = 8;

/** Reads a text once, from its first item to its last. */
export function readScopes(items: readonly Item[]): Scopes {
  const [denied, doubted] = [new Uint8Array(items.length), new Uint8Array(items.length)];
  const sentence = new Int32Array(items.length);
  let [isDenied, isDoubted, number] = [false, false, 0];
  for (let at = 0; at < items.length; at += 1) {
    const { roles, gap, mention } = items[at] as Item;
    if (gap === GAP.sentence) number += 1;
    sentence[at] = number;
    isDenied = keepsDenying(items[at] as Item, isDenied);
    isDoubted = keepsDoubting(roles, gap, isDoubted);
    if (mention && isDenied && !isResolved(items, at)) denied[at] = 1;
    if (isDoubted) doubted[at] = 1;
  }
  return { denied, doubted, sentence };
}

const CARRIES =
  BIT.transparent |
  BIT.joiner |
  BIT.complaint |
  BIT.pain |
  BIT.sore |
  BIT.modifier |
  BIT.determiner |
  BIT.numbness;

function keepsDenying({ roles, gap, mention }: Item, isDenied: boolean): boolean {
  if (roles & BIT.negation) return true;
  if (!isDenied || gap >= GAP.clause || roles & (BIT.contrast | BIT.resolved)) return false;
  if (gap === GAP.comma && roles & (BIT.possessive | BIT.self)) return false;
  return mention !== undefined || (roles & CARRIES) !== 0;
}

function keepsDoubting(roles: number, gap: number, isDoubted: boolean): boolean {
  if (roles & BIT.generic) return true;
  return isDoubted && gap < GAP.clause && !(roles & (BIT.self | BIT.contrast));
}

/** "I have no more", "not had one since", "walked out with no": what was there is gone. */
function isResolved(items: readonly Item[], at: number): boolean {
  for (let step = 1; step <= RESOLVED_WITHIN; step += 1) {
    const after = items[at + step];
    if (!after || after.gap === GAP.sentence) break;
    if (after.roles & BIT.resolved) return true;
  }
  for (let step = 0; step < RESOLVED_WITHIN; step += 1) {
    const here = items[at - step];
    if (!here) break;
    if (step > 0 && here.roles & BIT.resolved) return true;
    if (here.gap === GAP.sentence) break;
  }
  return false;
}
