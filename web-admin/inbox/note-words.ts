import type { ReviewView } from '../../functions/domain/staff-view.ts';

/** Why visitors do not read a review although staff show it. */
export type Hold = NonNullable<ReviewView['hold']>;

/** Words that explain the state of one review: what is so, what it means, what to do. */
export const noteWords = {
  holdTitle: 'Visitors do not read it yet',
  blockTitle: 'Visitors do not read it',
  holds: {
    'words-changed': 'Its words changed since it was shown. Read them again and decide again.',
    'policy-ended':
      'It was shown unread, and your clinic no longer shows reviews that way. Read it, then decide.',
    'not-confirmed':
      'Only an export says that there is such a review, so it never shows itself. Read it, then decide.',
    'unconfirmed-too-long':
      'It came from an export, and for 60 days no connection to Google has confirmed it. Connect Google to show what you decided.',
    'words-flagged': 'It was shown unread, and some of its words need a careful look. Read it, then decide.',
    'words-not-read': 'Its words are being looked through. It appears by itself when that is done.',
    'clinic-profile-incomplete':
      'Your clinic’s country and profession are not filled in. The person who set up your clinic can do that; then it appears by itself.',
    'excerpts-not-shown':
      'Yelp’s excerpts are shown all together or not at all, and nobody has decided to show them. You find them under Yelp excerpts.',
    'source-stopped':
      'The person who runs this service has stopped everything from this source, for every clinic. It comes back by itself when that ends.',
    'not-in-sample':
      'Yelp gives other excerpts at the moment. It comes back by itself if Yelp gives it again.',
    'taken-down': 'It was taken down for a legal reason. You can change that under Yelp excerpts.',
    'no-words': 'It has stars but no words, so there is nothing to show.',
    'retention-over':
      'The source lets us keep its words for a limited time, and that time is over. They come back when the source is read again.',
    'listing-disconnected':
      'Visitors do not see it: this place is disconnected from its source. Connect it again to show what you decided.',
    'withdrawn-at-source':
      'The source did not have it when we last looked. We look once more before we let it go.',
    'outside-embed': 'None of your pages shows reviews of this place.',
    'consent-missing':
      'We have no record that the patient agreed to it being shown. Enter the consent under “From patients”.',
    'consent-revoked': 'The patient took the consent back. It has left your pages.',
    'consent-expired':
      'The patient’s consent has ended, so it has left your pages. Ask the patient for a new one.',
    'consent-not-for-partners': 'The patient agreed to your own site only.',
    'sensitive-on-partner-page': 'It speaks of something private, so it is never shown on a partner’s page.',
  } satisfies Record<Hold, string>,
  /** "Ana showed this on 3 May; its words changed at Google since." */
  earlierShown: (who: string, day: string, at: string) =>
    `${who} showed this on ${day}; its words changed ${at} since.`,
  earlierNotShown: (who: string, day: string, at: string, reason: string | undefined) =>
    `${who} chose not to show this on ${day}${reason ? ` (${reason})` : ''}; its words changed ${at} since.`,
  earlierTodo: 'Please read it and decide again.',
  takenBack: 'The patient took this back, or the consent has ended. It has left your pages.',
  removed: (source: string) => `${source} no longer has this review. It has left your pages.`,
  shownByPolicy: (ago: string) =>
    `Nobody has read this yet: it was shown ${ago}, as your clinic shows what needs no careful look.`,
  decided: {
    shown: (who: string, ago: string, _reason: string | undefined) => `${who} showed this ${ago}.`,
    'not-shown': (who: string, ago: string, reason: string | undefined) =>
      `${who} chose not to show this ${ago}${reason ? `: ${reason}` : ''}.`,
  },
};
