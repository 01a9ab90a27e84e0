import type { RetagEffect } from '../../functions/domain/job.ts';

/** Words of the screen that reads the clinic's reviews anew. */
export const conditionWords = {
  title: 'Conditions',
  lead: 'What a review speaks of is found in its words, with a list of conditions that gets better over time. See here what the newest list finds in your reviews, before anything changes.',
  see: 'See what would change',
  again: 'Look again',
  apply: 'Apply',
  goOn: 'Go on',
  list: (version: string) => `List of conditions ${version}`,
  never: {
    title: 'Every review is read when it arrives',
    text: 'With the list of conditions of that day. Reviews that are here already stay as they were read until you apply a newer list.',
  },
  noReviews: {
    title: 'There are no reviews yet',
    text: 'Each one is read for conditions when it arrives, so there is nothing to look through before that.',
  },
  starting: 'Beginning…',
  previewing: (read: string) => `Reading your reviews: ${read} so far`,
  applying: (read: string, total: string) => `Applying: ${read} of ${total} reviews`,
  meanwhile: 'You can leave this page; it goes on by itself.',
  stalled: {
    title: 'It has stopped',
    text: 'Something was in the way. Nothing is lost, and nothing is done twice: let it go on from where it is.',
  },
  ready: (changed: string, read: string) => `${changed} of ${read} ${reviews(read)} would change`,
  readyNone: 'No review would gain or lose a condition',
  otherWords: (count: string) => `Only which words are marked differs, in ${count} ${reviews(count)}.`,
  seen: (by: string, ago: string) => `Looked at for ${by}, ${ago}. Nothing has changed yet.`,
  decisionsStay: 'What you show and do not show stays as it is.',
  ownerApplies: 'An owner of the clinic can apply this.',
  done: (changed: string, read: string) => `${changed} of ${read} ${reviews(read)} changed`,
  doneNone: 'Nothing to change',
  doneNoneText: (read: string, ago: string) =>
    `All ${read} reviews say what the newest list finds in them. Looked at ${ago}.`,
  applied: (by: string, ago: string) =>
    `Applied by ${by}, ${ago}. What you show and do not show stayed as it was.`,
  table: 'Changes by condition',
  condition: 'Condition',
  effects: {
    added: 'New',
    proposed: 'To confirm',
    removed: 'No longer',
  } satisfies Record<RetagEffect, string>,
  explained: {
    added: 'in reviews that are on no page yet',
    proposed: 'in reviews on your site: a person is asked first',
    removed: 'in reviews whose words do not say it: off your pages at once',
  } satisfies Record<RetagEffect, string>,
  examples: (label: string) => `Examples of ${label}`,
  noExamples: 'The words of the examples are no longer here.',
  wroteOn: (source: string, day: string) => `${source} · ${day}`,
  conflict: 'Somebody did this a moment ago. This is how it stands now.',
  notBegun: 'It has not begun yet. It begins by itself as soon as it can; you need not wait here.',
  failed: 'That did not work. Try it again; nothing is done twice.',
  proposals: {
    title: 'Found in reviews on your site',
    lead: 'Visitors read these reviews, but do not find them under the condition yet. Confirm where the marked words say it.',
    groups: 'Conditions with something to confirm',
    pick: (name: string) => `Choose the review of ${name}`,
    pickAll: 'All of them',
    confirm: (count: number) => `Confirm ${count}`,
    refuse: (count: number) => `Not this condition: ${count}`,
    more: (listed: number, count: number) => `${listed} of ${count} are listed; the others follow.`,
    confirmed: (count: number, label: string) =>
      `${count} ${reviews(String(count))} confirmed for ${label}. Your pages follow within a minute.`,
    refused: (count: number, label: string) =>
      `${count} ${reviews(String(count))} refused for ${label}. You will not be asked again.`,
    changed: (count: number) =>
      count === 1
        ? '1 changed meanwhile and was left alone.'
        : `${count} changed meanwhile and were left alone.`,
    open: 'Open the review',
    viewer: 'You can read here, but not confirm. An owner of the clinic can change that.',
  },
};

function reviews(count: string): string {
  return count === '1' ? 'review' : 'reviews';
}
