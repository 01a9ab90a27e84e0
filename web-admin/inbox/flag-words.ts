import type { FlagKind } from '../../functions/domain/tagging.ts';

/** Words about words that ask for a careful look. */
export const flagWords = {
  mark: 'Have a look',
  title: 'Have a look before you decide',
  /** Before words that ask for a careful look are shown. */
  ask: {
    title: (name: string) => `Show the review by ${name}?`,
    text: 'Once you show it, everybody can read these words on your pages:',
    show: 'Show it',
    back: 'Not yet',
  },
  /** One sentence per kind; the words themselves follow in quotation marks. */
  kinds: {
    phone: 'Mentions a phone number',
    email: 'Mentions an e-mail address',
    address: 'Mentions an address',
    'full-name': 'Names somebody in full',
    profanity: 'Uses strong language',
    spam: 'Reads like advertising, or has a link in it',
    'cure-claim': 'Promises a cure',
    'stop-medicine': 'Speaks of stopping a medicine',
    prompt: 'Reads like instructions to a computer',
    translation: 'Part of it may be Google’s translation, not the patient’s own words',
    'author-name': 'The name could not be shortened as usual; your pages show initials or no name',
  } satisfies Record<FlagKind, string>,
};
