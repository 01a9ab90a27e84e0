import { BIT } from './context.ts';
import type { Item } from './read-items.ts';
import { GAP } from './words.ts';

/** Conditions and parts of the body named in one breath: "neck, lower back and my left hip". */
export interface List {
  /** Places among the items, in text order; never empty. */
  readonly members: readonly number[];
  /** Whether a word between the members says that the following one is sore: "headaches and bad knees". */
  readonly isSore: boolean;
  /** Whether one of the members counts by itself. */
  readonly hasSaid: boolean;
}

/** Words that may stand between two members. */
const BETWEEN = 5;
const FILLER = BIT.determiner | BIT.possessive | BIT.modifier | BIT.sore;

/** Finds the lists of a text, one after the other; most have one member. */
export function findLists(items: readonly Item[]): readonly List[] {
  const lists: List[] = [];
  for (let at = 0; at < items.length; at += 1) {
    if (!items[at]?.mention) continue;
    const list = listFrom(items, at);
    lists.push(list);
    at = list.members.at(-1) ?? at;
  }
  return lists;
}

function listFrom(items: readonly Item[], first: number): List {
  const members = [first];
  let isSore = false;
  for (let next = nextMember(items, first); next; next = nextMember(items, next.at)) {
    members.push(next.at);
    isSore ||= next.isSore;
  }
  return { members, isSore, hasSaid: members.some((at) => items[at]?.mention?.kind === 'said') };
}

function nextMember(items: readonly Item[], from: number): { at: number; isSore: boolean } | undefined {
  let isJoined = false;
  let isSore = false;
  for (let at = from + 1; at <= from + BETWEEN; at += 1) {
    const item = items[at];
    if (!item || item.gap >= GAP.clause) return undefined;
    isJoined ||= item.gap === GAP.comma || (item.roles & BIT.joiner) !== 0;
    if (item.mention) return isJoined || at === from + 1 ? { at, isSore } : undefined;
    if (!isJoined || !(item.roles & (FILLER | BIT.joiner))) return undefined;
    isSore ||= (item.roles & BIT.sore) !== 0;
  }
  return undefined;
}
