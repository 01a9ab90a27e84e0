import type { ErrorKind } from '../../functions/domain/error.ts';

/** Words about something a person just did: that it worked, that it did not, that somebody was faster. */
export const changeWords = {
  who: (name: string) => `The review by ${name}`,
  done: {
    shown: (name: string) => `${name}: shown on your site.`,
    'not-shown': (name: string, reason: string) => `${name}: not shown (${reason}).`,
    waiting: (name: string) => `${name}: waiting again.`,
    added: (name: string, condition: string) => `${name}: ${condition} added.`,
    removed: (name: string, condition: string) => `${name}: ${condition} removed.`,
    cleared: (name: string, condition: string) => `${name}: ${condition} as it was found.`,
  },
  undone: (name: string) => `${name}: as it was before.`,
  undo: 'Undo',
  nothingToUndo: 'There is nothing to undo.',
  next: (review: string) => `Next: ${review}`,
  allRead: 'That was the last one here.',
  failedTitle: (review: string) => `Not saved: ${review}`,
  failedTitleMany: (count: number) => `${count} changes were not saved`,
  failed: {
    invalid: 'The review is back as it was. Please load the page again and try once more.',
    unauthenticated: 'You are signed out. It is saved as soon as you have signed in again.',
    forbidden: 'You may read here, but not decide. An owner of the clinic can change that.',
    'not-found': 'The review is not here any more.',
    conflict: 'Somebody was faster. Look at it again.',
    'source-failed': 'The review is back as it was. Please try again.',
  } satisfies Record<ErrorKind, string>,
  tryAgain: 'Try again',
  tryAllAgain: 'Try all again',
  unsure: {
    title: (review: string) => `No answer yet: ${review}`,
    titleUnnamed: 'No answer yet',
    titleMany: (count: number) => `No answer yet about ${count} changes`,
    text: 'We do not know whether this was saved. We keep asking until we do.',
    askNow: 'Ask now',
  },
  conflict: {
    title: 'Somebody was faster',
    you: 'You',
    somebody: 'Somebody',
    /** "Ana decided this 2 minutes ago: not shown (posted twice). Keep Ana’s or change it?" */
    decided: (who: string, ago: string, what: string) => `${who} decided this ${ago}: ${what}.`,
    question: (who: string) => `Keep ${who}’s or change it?`,
    questionYou: 'Keep that or change it?',
    shown: 'shown',
    notShown: (reason: string | undefined) => (reason ? `not shown (${reason})` : 'not shown'),
    putBack: (who: string, ago: string) => `${who} put it back to waiting ${ago}.`,
    touched: (what: string, ago: string) => `${what}, ${ago}. What you chose is not saved yet.`,
    wordsChangedTitle: 'The words changed',
    wordsChanged: (at: string) =>
      `While you were reading, the words changed ${at}. What you chose is not saved: read them again and decide again.`,
    keep: (who: string) => `Keep ${who}’s`,
    keepYours: 'Keep it',
    leave: 'Leave it',
    readAgain: 'Read it again',
    change: {
      shown: 'Change it: show',
      'not-shown': 'Change it: don’t show',
      waiting: 'Change it: put back to waiting',
    },
    anyway: {
      shown: 'Show it',
      'not-shown': 'Don’t show it',
      waiting: 'Put it back to waiting',
    },
    already: {
      shown: (who: string) => `${who} has already shown it.`,
      'not-shown': (who: string) => `${who} has already chosen not to show it.`,
      waiting: (who: string) => `${who} has already put it back.`,
    },
    conditions:
      'Somebody changed this review a moment ago. Look at it again, then add or remove the condition.',
  },
};
