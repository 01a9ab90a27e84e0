import type { SourceName } from '../../functions/domain/review.ts';

/** Words that more than one screen says. */
export const partWords = {
  stars: (count: number) => `${count} of 5 stars`,
  sources: {
    'google-business': 'Google',
    yelp: 'Yelp',
    direct: 'From patients',
  } satisfies Record<SourceName, string>,
  /** Where a review was written, inside a sentence: "at Google". */
  atSource: {
    'google-business': 'at Google',
    yelp: 'at Yelp',
    direct: 'by the patient',
  } satisfies Record<SourceName, string>,
  /** Where a review came from, after "from". */
  cameFrom: {
    'google-business': 'Google',
    yelp: 'Yelp',
    direct: 'the patient',
  } satisfies Record<SourceName, string>,
  /** The source as the one who does something, at the beginning of a sentence. */
  sourceActs: {
    'google-business': 'Google',
    yelp: 'Yelp',
    direct: 'The patient',
  } satisfies Record<SourceName, string>,
  fromExport: (day: string) => `From an export of ${day}, not confirmed by Google`,
  seeOn: {
    'google-business': 'See on Google',
    yelp: 'See on Yelp',
    direct: 'See it',
  } satisfies Record<SourceName, string>,
  /** A review whose words and author are no longer here. */
  nameless: {
    'google-business': 'A review on Google',
    yelp: 'A review on Yelp',
    direct: 'A review given to you',
  } satisfies Record<SourceName, string>,
  opensNewTab: 'opens in a new tab',
  anonymous: 'Anonymous',
  justNow: 'just now',
  tryAgain: 'Try again',
  close: 'Close',
  loading: 'Loading',
  /** Before a half-filled form is left. */
  leave: {
    title: 'Leave without saving?',
    text: 'What you typed here is not saved yet. If you leave, it is lost.',
    go: 'Leave without saving',
    stay: 'Keep writing',
  },
  slow: 'This takes longer than usual. It goes on by itself; you need not do anything.',
};
