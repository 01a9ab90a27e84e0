import type { RequestFailure } from '../api/request-failed.ts';
import type { FileFault } from './unreadable.ts';

/** Words of bringing in an export of Google's. */
export const takeoutWords = {
  card: {
    title: 'Bring in your Google reviews today',
    text: 'You need not wait for Google’s approval: the owner of a Google profile can export its reviews, and they are here a few minutes later. Everything you decide about them stays when Google is connected.',
    open: 'Import from Google…',
    ownerOnly: 'An owner of the clinic can do this.',
  },
  title: 'Import from Google',
  how: {
    title: 'How to get the file',
    steps: [
      'Sign in as somebody who owns or manages your Google profile, and open Google Takeout.',
      'Press “Deselect all”, then tick “Google Business Profile” and nothing else.',
      'Press “Next step”, then “Create export”. Google sends an e-mail with a link, mostly within minutes.',
      'Download the file from that e-mail. Do not unpack it.',
    ],
    link: 'Open Google Takeout',
  },
  drop: 'Drop the file here, or',
  choose: 'Choose the file',
  chooseHint:
    'Its name begins with “takeout” and ends with “.zip”. It is opened on this computer; only the reviews are sent.',
  reading: 'Looking for reviews in the file…',
  another: 'Choose another file',
  faults: {
    'no-zip':
      'This is no export of Google’s. It is a file whose name begins with “takeout” and ends with “.zip”.',
    broken:
      'This file is not complete. Perhaps the download was cut off: download it again, and choose it as it is.',
    unreadable:
      'The reviews in this file cannot be read: another program may have changed it. Download the file again, and choose it as it is.',
    encrypted: 'This file has a password. Choose the one that Google sent you, as it is.',
    'too-large':
      'There is more in this file than the reviews of a clinic. At Google Takeout, tick “Google Business Profile” and nothing else.',
    wrote:
      'These are reviews that you wrote yourself, about other places: Google Maps’ own export. Those of your clinic come with “Google Business Profile”. Follow the steps below; tick that, and leave “Maps” out.',
    'no-reviews':
      'There are no reviews of a clinic in this file. At Google Takeout, tick “Google Business Profile”, and sign in as somebody who owns or manages the profile.',
  } satisfies Record<FileFault, string>,
  found: (count: string) => (count === '1' ? 'One location found' : `${count} locations found`),
  location: (count: string, withWords: string) =>
    `${count} ${count === '1' ? 'review' : 'reviews'}, ${withWords} of them with words`,
  days: (first: string, last: string) =>
    first === last ? `written on ${first}` : `written from ${first} to ${last}`,
  nameless: (id: string) => `Location ${id}`,
  comesTo: (place: string) => `Belongs to ${place} here.`,
  where: (title: string) => `Where is ${title}?`,
  chooseWhere: 'Choose…',
  leaveOut: 'Leave this one out',
  shared: 'Two of these go to the same place. Is that right?',
  noPlaces: 'Your clinic has no address here yet. Ask the person who set it up to add one, then come back.',
  madeAt: (when: string, until: string) =>
    `Google made this export on ${when}. Google’s rules count from there: what it brings can stay on your pages until ${until}.`,
  madeOn: 'On which day did you make this export?',
  madeOnHint: (until: string) =>
    `Google’s rules count from there: what it brings can stay on your pages until ${until}.`,
  madeOnNewest: (day: string) => `The newest file in it is of ${day}.`,
  madeOnWrong: (first: string) => `Give a day from ${first} to today.`,
  tooOld: (when: string) =>
    `Google made this export on ${when}. Google’s rules let us keep reviews for 29 days after that, and they are over. Please make a new export; it takes a few minutes.`,
  unknown: (count: string) => `${count} entries in it are not in the form of a review and are left out.`,
  withoutStars: (count: string) => `${count} without stars that can be read: they come in without any.`,
  damaged: (count: string) => `In ${count}, letters were lost before the file came to us (�).`,
  unreadable: (count: string) =>
    count === '1'
      ? 'One list in it cannot be read and is left out: another program may have changed it. A new export has it whole.'
      : `${count} lists in it cannot be read and are left out: another program may have changed them. A new export has them whole.`,
  wroteToo: 'The reviews that you wrote yourself are in it, too; they are left out.',
  start: (count: string) => (count === '1' ? 'Import 1 review' : `Import ${count} reviews`),
  sending: (sent: string, total: string) => `${sent} of ${total} reviews`,
  sendingTitle: 'Bringing your reviews in',
  waiting: 'Your Google reviews are being read just now. This goes on by itself in a moment.',
  stayHere: 'Please leave this window open until it is done.',
  stopped: {
    title: 'It has stopped',
    unreachable: 'We cannot be reached at the moment. Is this computer online? What has arrived stays here.',
    fault: 'Something went wrong on our side. What has arrived stays here.',
    forbidden: 'Only an owner of the clinic can do this.',
    invalid: 'This export cannot be taken: it is too old, or the day is not right. Choose the file again.',
    conflict: 'Somebody else works on the same reviews. What has arrived stays here.',
    'not-found': 'This clinic is not among yours any more.',
    unauthenticated: 'Sign in again, then choose the file again. What has arrived stays here.',
    'source-failed': 'Something went wrong. What has arrived stays here.',
  } satisfies Record<RequestFailure, string> & { readonly title: string },
  goOn: 'Go on',
  done: {
    title: 'Your Google reviews are here',
    none: 'Nothing new in this export',
    stored: (count: string) => `${count} new or changed`,
    renewed: (count: string) => `${count} as before, kept for longer`,
    unchanged: (count: string) => `${count} as they are here already`,
    older: (count: string) => `${count} left alone: what is here is newer than the export`,
    erased: (count: string) => `${count} left out, as somebody asked to have them erased`,
    refused: (count: string) => `${count} not understood`,
    refusedRow: (place: string, reason: string) => `No. ${place}: ${reason}`,
    next: 'Those with words wait for you. Nothing is on your site before you show it.',
    see: 'See what waits for you',
    close: 'Close',
  },
  /** In the card of a listing, and on top of the page. */
  state: {
    title: (day: string) => `From an export of ${day}, not confirmed by Google`,
    leaves: (day: string) =>
      `These reviews leave your pages on ${day}. Export them again before that, or connect Google.`,
    reminder: (place: string, day: string) =>
      `The Google reviews of ${place} leave your pages on ${day}. Export them again before that, or connect Google.`,
    /** Where the sixty days decide, another export helps no more. */
    last: {
      leaves: (day: string) =>
        `These reviews leave your pages on ${day}, 60 days after the first import, whatever is imported again, unless Google confirms them. Connect Google.`,
      reminder: (place: string, day: string) =>
        `The imported Google reviews of ${place} leave your pages on ${day} unless Google confirms them. Connect Google.`,
      left: (day: string) =>
        `These reviews left your pages on ${day}, 60 days after the first import: Google had not confirmed them. Connect Google. What you decided is kept.`,
      leftNote: (place: string, day: string) =>
        `The imported Google reviews of ${place} left your pages on ${day}, as Google had not confirmed them. Connect Google; what you decided is kept.`,
    },
    left: (day: string) =>
      `These reviews left your pages on ${day}: Google’s rules let us keep them for 29 days. Export them again, or connect Google. What you decided is kept.`,
    leftNote: (place: string, day: string) =>
      `The Google reviews of ${place} left your pages on ${day}. Export them again, or connect Google; what you decided is kept.`,
    unfinished:
      'The last import did not come to its end. Choose the same file again; it goes on where it stopped.',
    toSources: 'See how',
    notConnected: 'Not connected to Google yet',
    notConnectedTodo:
      'That is no fault. Meanwhile you can import your reviews from an export of Google’s, as often as you like.',
  },
};
