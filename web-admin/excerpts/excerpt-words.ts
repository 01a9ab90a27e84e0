import type { ModerationStatus } from '../../functions/domain/moderation.ts';
import type { ClosedReason } from '../../functions/domain/source-switch.ts';

/** Words of the screen about Yelp's excerpts. */
export const excerptWords = {
  title: 'Yelp excerpts',
  lead: 'Yelp gives a few of your reviews at a time, the beginning of each, and other ones from day to day. Its rules allow no choosing among them: your pages show all of them, or none. You decide once, and it stays so when Yelp gives others.',
  empty: {
    title: 'You have no place at Yelp',
    text: 'Ask the person who set up your clinic to add it, if you have a page there. Without one there is nothing to do here.',
  },
  /** "Yelp, Mill Lane" */
  groupTitle: (place: string) => `Yelp, ${place}`,
  states: {
    waiting: 'Nobody has decided yet, so none is shown.',
    shown: 'All of them are on your site, in Yelp’s order.',
    'not-shown': 'None is shown.',
  } satisfies Record<ModerationStatus, string>,
  /** "Ana decided this 2 hours ago." */
  decided: (who: string, ago: string) => `${who} decided this ${ago}.`,
  you: 'You',
  now: (count: number) => (count === 1 ? 'Yelp gives this one now:' : `Yelp gives these ${count} now:`),
  none: 'Yelp gives none at the moment. What you decide holds as soon as there are some.',
  notYet:
    'Yelp has not been read yet; the first reading comes by itself. What you decide now holds from then on.',
  unread: (title: string) => `${title}, so there are none here now.`,
  toSources: 'See what to do',
  act: {
    show: (count: number) =>
      count === 0 ? 'Show what Yelp gives' : count === 1 ? 'Show it' : `Show all ${count}`,
    none: 'Show none',
    back: 'Move back to waiting',
  },
  private:
    'One of them speaks of something private, or has not been looked through yet. So all of them stay off your partners’ pages; your own pages show them.',
  flagged:
    'Some words below need a careful look. If one of them may not stay for a legal reason, take that one down; otherwise it is all or none.',
  takenDown: (who: string, ago: string) => `Taken down by ${who} ${ago}, for a legal reason.`,
  takeDown: 'Take this one down…',
  putUp: 'Put it up again',
  seeOnYelp: 'See on Yelp',
  legal: {
    title: 'Take this one down?',
    text: 'Yelp’s rules allow that for a legal reason only: a court order, a lawyer’s letter, somebody’s health told by another person. A bad rating, a mistake or an insult is none; for those, show none of them, or report it at Yelp.',
    done: 'There is a legal reason, take it down',
    leave: 'Leave it',
    kept: 'It is kept who took it down and when. The others stay.',
  },
  closed: {
    stopped:
      'The person who runs this service has stopped Yelp for every clinic. Nothing of it is shown until that ends; your decision is kept.',
    'not-confirmed':
      'Yelp is not switched on yet: it has to agree in writing before a paid service may show its reviews. The person who runs this service has to confirm that.',
  } satisfies Record<ClosedReason, string>,
  consent: {
    chosen: (day: string, document: string) =>
      `You choose Yelp’s excerpts one by one, as Yelp agreed to in writing (${document}, recorded on ${day}). You find them with your other reviews.`,
    title: 'Choose and filter excerpts one by one',
    text: 'Only if Yelp has agreed to it in writing. Say which document that is; it is kept in the record with your name and today’s date.',
    open: 'Yelp has agreed in writing…',
    day: 'Date of the document',
    dayWrong: 'Give the date of the document, today at the latest.',
    document: 'Where the document lies',
    documentHint: 'Letter of 2 March, green folder',
    documentWrong: 'Say where it lies, in at most 80 characters.',
    done: 'Choose one by one',
    cancel: 'Cancel',
    end: 'Go back to all or none',
  },
  viewer: 'You can read here, but not decide. An owner of the clinic can change that.',
  changed: 'Somebody changed this meanwhile. This is how it is now; please decide again.',
  failed: 'This was not saved. Please try again.',
  saved: 'Saved. Your site follows within a minute.',
  notice: (place: string) => `Yelp’s excerpts for ${place} wait for one decision.`,
  noticeMore: 'Decide about them',
};
