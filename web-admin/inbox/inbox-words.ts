import type { ConsentWithdrawer } from '../../functions/domain/consent-withdrawal.ts';
import type { NotShownReason } from '../../functions/domain/moderation.ts';
import type { ReviewQueue } from '../../functions/domain/staff-view.ts';

/** Words of the three panes where reviews are read and decided. */
export const inboxWords = {
  more: 'More reviews',
  selected: (name: string, stars: string | undefined, place: number) =>
    `${place}: ${name}${stars ? `, ${stars}` : ''}`,
  editedSince: 'Edited since',
  heldBack: 'Not on your pages',
  unread: 'Nobody read it yet',
  suggested: 'suggested',
  back: 'Back to the list',
  empty: {
    waiting: {
      title: 'Nothing waits for you',
      text: 'New reviews appear here by themselves.',
    },
    shown: {
      title: 'Nothing is on your site yet',
      text: 'Choose “Show” on a review that waits, and it appears here and on your pages.',
    },
    'not-shown': {
      title: 'You have kept nothing off your site',
      text: 'Reviews you choose not to show are listed here, with the reason.',
    },
    removed: {
      title: 'Nothing was removed',
      text: 'When somebody deletes a review at Google or Yelp, it leaves your pages and is listed here.',
    },
  } satisfies Record<ReviewQueue, { title: string; text: string }>,
  /** Where a clinic has no review in any queue. */
  nothingYet: {
    title: 'There are no reviews yet',
    noSource:
      'No source is connected. An owner of your clinic connects Google or imports a file under “Sources”; the first reviews appear here after that.',
    checked: 'Your sources were read and have none so far. New ones appear here by themselves.',
  },
  nothingNew: (trouble: string) => `But new ones cannot all come in: ${trouble}.`,
  noneChosen:
    'No review waits. Open one under “Not shown” and choose “Show”, and it appears here and on your pages.',
  noneLeft: 'What you choose to show appears here and on your pages.',
  toSources: 'Open Sources',
  gone: {
    title: 'This review is not here any more',
    text: 'It was deleted, or a part of its address is missing. Choose another one in the list.',
  },
  review: 'Review',
  textLabel: 'Words of the review. Arrow keys go from word to word, Shift and arrow keys mark words.',
  translation: 'Google’s translation',
  reply: 'The clinic’s reply',
  replyNote: 'Visitors do not see it on your pages.',
  excerpt: 'This is only the beginning. Yelp gives no more of it.',
  noWords: (source: string) => `${source} no longer lends us the words of this review.`,
  act: {
    show: 'Show',
    keepShowing: 'Keep it',
    notShow: 'Don’t show…',
    otherReason: 'Other reason…',
    putBack: 'Put back to waiting',
  },
  /** Of what its source deleted. */
  removedNothingToDecide: 'There is nothing to decide. What was decided is kept, in case it comes back.',
  /** Of what a patient took back, which never comes back. */
  takenBackNothingToDecide: 'There is nothing to decide. It is listed here as a record.',
  conditions: {
    title: 'Conditions',
    hint: 'found in the words marked above',
    none: 'None of the words name a condition.',
    remove: (label: string) => `Remove ${label}`,
    keep: (label: string) => `Keep ${label}`,
    sure: (label: string, words: string) => `${label}, said by: ${words}`,
    guess: (label: string, words: string) => `${label}, a suggestion because of: ${words}`,
    removedEarlier: 'Removed by a person:',
    add: 'Add a condition',
    /** After a condition was chosen without words. */
    selectWords: (label: string) => `Select the words about “${label}”`,
    selectHint: 'Drag over them, or go through the text with the arrow keys and Shift, then press Enter.',
    addNamed: (label: string) => `Add “${label}”`,
    tooLong: 'Mark fewer words: just those that say it.',
    marked: (words: string) => `Marked: “${words}”`,
    says: 'These words say',
    which: 'Which condition?',
    search: 'Search conditions',
    nothingFound: 'No condition of that name. Try another word, such as “back” or “sleep”.',
    cancel: 'Cancel',
    already: 'already there',
  },
  reasons: {
    title: 'Why is it not shown?',
    text: 'Kept for your colleagues; visitors never see it. How many stars it has is never a reason.',
    names: {
      abuse: 'Insulting or abusive',
      'identifies-someone': 'Names or identifies someone',
      'off-topic': 'Not about the clinic',
      'fake-or-advertising': 'Fake or advertising',
      duplicate: 'Posted twice',
      legal: 'Legal reason',
      'consent-withdrawn': 'Consent withdrawn',
    } satisfies Record<NotShownReason, string>,
    consent: {
      title: 'Who withdrew consent, and when?',
      text: 'Kept in the history: the role and the day, never a name.',
      who: 'Who asked',
      askedBy: {
        patient: 'The patient',
        guardian: 'A parent or guardian',
        'other-representative': 'Somebody else who may speak for the patient',
      } satisfies Record<ConsentWithdrawer, string>,
      day: 'On which day',
      dayWrong: 'Give the day they asked, today at the latest.',
      done: 'Don’t show it',
      back: 'Other reason',
      /** "consent withdrawn: the patient, 3 May" */
      told: (reason: string, who: string, day: string) => `${reason}: ${who}, ${day}`,
    },
  },
  keys: {
    title: 'Keys',
    on: 'Keys are on',
    next: 'next',
    previous: 'previous',
    show: 'show',
    notShow: 'don’t show',
    undo: 'undo',
    condition: 'add a condition',
  },
};
