import type { SourceFailure } from '../../functions/domain/pull.ts';
import type { ConsentFailure } from '../../functions/domain/source-view.ts';

/** Words of connecting Google and ending it. */
export const googleWords = {
  title: 'Your Google account',
  none: 'Not connected yet. Connect the Google account that manages your Business Profile, and your reviews come here.',
  connect: 'Connect Google',
  connectOwn: 'Connect Google yourself',
  connectAgain: 'Connect again',
  connectAnother: 'Connect another Google account',
  leaving:
    'Google opens next. Choose the account that manages your Business Profile, and leave every box ticked.',
  by: (who: string | undefined, day: string) =>
    who ? `Connected by ${who} on ${day}` : `Connected on ${day}`,
  byOperator: 'Connected by the person who set up your clinic',
  places: (read: string, all: string) => `${read} of ${all} places are read`,
  ended: 'Disconnected',
  endedText:
    'Nothing is read there any more. Your decisions are kept: connect again, choose your places, and they return.',
  leftAtGoogle: 'We could not tell Google. Please remove our access there yourself, at',
  permissions: 'myaccount.google.com/permissions',
  ending: 'Disconnecting did not finish',
  endingText:
    'Something broke off. Your reviews are off your pages already. Go on, so that Google is told as well.',
  goOnEnding: 'Go on disconnecting',
  disconnect: 'Disconnect…',
  noPlaces: 'This Google account manages no place.',
  noPlacesText: 'Ask the owner of your Business Profile to make it a manager there, then look again.',
  notListed: (why: SourceFailure) =>
    why === 'not-approved'
      ? 'Google has not approved the project yet, so it does not list your places. The connection is kept: nobody has to connect again. The person who set up your clinic applies with Google’s form “Application for Basic API Access”; it takes 1 to 3 weeks. Look again after that.'
      : (NOT_LISTED[why] ??
        'Google did not list your places just now. The connection is kept; please look again in a minute.'),
  lookAgain: 'Look for places again',
  choose: 'Choose your places…',
  failed: 'That did not work. Nothing was changed; please try again.',
  conflict: 'Somebody else changed this a moment ago. Please look again.',
  notSetUp: {
    title: 'Google is not set up yet',
    text: 'The person who set up your clinic has to name our client at Google first. Nothing was changed.',
  },
  connecting: 'Connecting Google …',
  outcome: {
    connected: { title: 'Google is connected', text: 'You can choose below which places are read.' },
    denied: { title: 'Google was not connected', text: 'You did not agree at Google. Nothing was changed.' },
    late: {
      title: 'Google was not connected',
      text: 'The answer of Google came too late, was used already, or belongs to somebody else. Please connect once more.',
    },
    failed: {
      title: 'Google was not connected',
      text: 'Something went wrong on our side. Please connect once more.',
    },
  },
  consentFailures: {
    'no-lasting-grant': {
      title: 'Google was not connected',
      text: 'Google gave access for an hour only. Remove our access at myaccount.google.com/permissions, then connect once more.',
    },
    'scope-missing': {
      title: 'Google was not connected',
      text: 'At Google a box was not ticked: the one that lets us see your Business Profile. Connect once more and leave every box ticked.',
    },
    refused: {
      title: 'Google was not connected',
      text: 'Google does not take this answer any more. Please connect once more.',
    },
    'not-set-up': {
      title: 'Google was not connected',
      text: 'Google does not know our client. It is nothing you did: tell the person who set up your clinic.',
    },
    unreachable: {
      title: 'Google was not connected',
      text: 'Google did not answer. Please connect once more in a minute.',
    },
  } satisfies Record<ConsentFailure, { readonly title: string; readonly text: string }>,
  chooser: {
    title: 'Which places shall be read?',
    text: 'Say for each which of your places it is. Reviews arrive a few minutes later, and you decide what your pages show.',
    find: 'Find a place',
    isPlace: (title: string) => `Which of your places is ${title}?`,
    pick: 'Choose',
    isRead: 'is read already',
    save: (many: number) => (many === 1 ? 'Read this place' : `Read these ${many} places`),
    saveNone: 'Read these places',
    cancel: 'Cancel',
    missing: 'Say for each place you ticked which of your places it is.',
    nothing: 'No place of that name.',
  },
  ender: {
    title: 'Disconnect Google?',
    points: [
      'Its reviews leave every page at once, and what we keep of them is deleted.',
      'Your decisions are kept. If you connect again and choose the same places, they return.',
    ],
    /** What becomes of the access: the clinic's own ends at Google; the operator's may serve other clinics. */
    access: {
      own: 'Google takes our access back. If the same Google account is connected for another clinic, that one must be connected again.',
      operators:
        'Google’s access itself stays: the person who set up your clinic gave it, and other clinics may be read by it. Ask that person to end it at Google.',
    },
    word: 'disconnect',
    type: (word: string) => `To be sure, type ${word}`,
    done: 'Disconnect Google',
    cancel: 'Keep it connected',
    said: 'Google is disconnected.',
  },
};

const NOT_LISTED: Readonly<Partial<Record<SourceFailure, string>>> = {
  'grant-expired': 'Google no longer shares your places with us. Please connect again.',
  forbidden:
    'This Google account may not see your places. Ask the owner of your Business Profile to make it a manager.',
  config:
    'Google’s lists of accounts and places are not switched on in our project. Tell the person who set up your clinic.',
  throttled: 'Google asks us to wait. The connection is kept; please look again in a few minutes.',
  'quota-day': 'We have asked Google as often as a day allows. The connection is kept; look again tomorrow.',
};
