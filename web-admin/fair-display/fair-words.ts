import type { DisplayState } from '../../functions/domain/fair-display.ts';
import { numberInWords } from '../parts/dates.ts';

/** Words of the screen that says whether the clinic's pages are a fair picture of its reviews. */
export const fairWords = {
  title: 'Fair display',
  lead: 'Where your reviews stand, by stars and by place. Nothing here decides anything: it shows what a visitor, or an authority, would see if they compared your pages with Google and Yelp.',
  empty: {
    title: 'There is nothing to count yet',
    text: 'As soon as reviews have come in, you see here how many of them visitors can read.',
  },
  uncounted: {
    title: 'Not everything is counted yet',
    text: (listings: string) =>
      `These are still being counted and are in none of the numbers here: ${listings}. They appear by themselves as their reviews are read again, usually within a few days.`,
  },
  fine: {
    title: 'Nothing stands out',
    text: 'No review has waited for more than 14 days, and low ratings are not held back as a group.',
  },
  overdue: {
    title: (many: number) =>
      many === 1
        ? '1 review has waited for more than 14 days'
        : `${numberInWords(many)} reviews have waited for more than 14 days`,
    text: 'A review that is never decided is kept off your pages without a reason. Please read them: show each one, or say why not.',
    todo: 'Go to what waits',
  },
  heldBack: {
    title: 'Nearly all low ratings are held back',
    /** "You show 31 of 33 reviews with four or five stars, and 0 of 6 with three or fewer." */
    counts: (high: string, low: string) =>
      `You show ${high} reviews with four or five stars, and ${low} with three or fewer.`,
    share: (shown: string, of: string) => `${shown} of ${of}`,
    text: 'Visitors take the reviews on your pages for a fair picture of all of them. In the United States a rule of the Federal Trade Commission (16 CFR Part 465) is about exactly this: reviews held back because they are critical, on a page that looks as if it showed most or all. Other countries have rules of that kind too. A reason such as insult, somebody’s name or advertising is fine, whatever the stars. This is a hint and no legal advice.',
    todo: 'Look at what is not shown',
  },
  notice: { more: 'See the counts' },
  states: {
    shown: 'Shown',
    'not-shown': 'Not shown',
    waiting: 'Waiting',
    'without-words': 'No words',
  } satisfies Record<DisplayState, string>,
  together:
    'Yelp’s excerpts are shown all together or not at all, so they say nothing about what you choose. They are counted here and left out of the notes above.',
  stars: 'Stars',
  noneHere: 'No review of this place is here yet. They are counted as soon as they come in.',
  noStars: 'none given',
  tableOf: (source: string, place: string) => `${source}, ${place}`,
  shownOf: (shown: number, of: number) =>
    `You show ${numberInWords(shown)} of ${numberInWords(of)} with words`,
  withoutWords: '“No words” are ratings with stars only; there is nothing to show of them.',
  corrections: {
    title: 'What you corrected',
    text: 'The conditions that you and your colleagues added and removed, one per line: where in which review, and what. No word of a review is in it.',
    download: 'Download corrections',
    none: 'Nothing has been corrected yet.',
    done: (many: number) =>
      many === 1 ? '1 correction downloaded.' : `${numberInWords(many)} corrections downloaded.`,
    failed: 'The corrections did not load. Please try again.',
  },
};
