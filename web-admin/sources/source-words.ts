import type { SourceFailure } from '../../functions/domain/pull.ts';
import type { ClosedReason } from '../../functions/domain/source-switch.ts';

/** What a listing's words are made of: the source's name, days and times already in words. */
export interface SourceParts {
  readonly source: string;
  readonly place: string;
  /** When it last went well, "on 3 May"; absent when it never did. */
  readonly lastGood: string | undefined;
  /** Day from which nothing of it can be shown; absent when nothing is kept. */
  readonly keptUntil: string | undefined;
  /** True when consent ended within days of being given. */
  readonly isEndedAsInTesting: boolean;
}

/** What is so, what it means for the clinic's pages, and what to do. */
export interface SourceWords {
  readonly title: (parts: SourceParts) => string;
  readonly todo: (parts: SourceParts) => string;
}

const staysUntil = ({ keptUntil }: SourceParts) =>
  keptUntil ? ` Your site keeps showing what it has, the last of it until ${keptUntil}.` : '';

const inTesting =
  'It ended within days of connecting: Google’s consent screen is still in “Testing”, where permissions end after 7 days. The person who set up your clinic publishes it in the Google Cloud console, under “Audience”, with “Publish app”.';

/** Words of the sources. */
export const sourceWords = {
  title: 'Sources',
  atAGlance: 'Your sources',
  glance: {
    well: (ago: string) => `Checked ${ago}`,
    resting: 'Goes on by itself',
    attention: 'Please have a look',
    paused: 'Paused',
    disconnected: 'Disconnected',
    notYet: 'Not looked at yet',
    notConnected: 'Not connected yet',
    imported: 'From an export',
  },
  lead: 'Where your reviews come from, and how it goes. We only read there; nothing is ever written.',
  empty: {
    title: 'No source yet',
    text: 'An owner of your clinic can connect Google here, and the person who set up your clinic can add Yelp. Your reviews appear after that.',
  },
  /** "Google: all well, checked 12 minutes ago" */
  well: (source: string, ago: string) => `${source}: all well, checked ${ago}`,
  notYet: (source: string) => `${source}: not looked at yet. The first look comes by itself.`,
  paused: (source: string) => `${source}: paused`,
  pausedTodo: (keptUntil: string | undefined) =>
    `We do not look there at the moment.${keptUntil ? ` Your site keeps showing what it has, the last of it until ${keptUntil}.` : ''} The person who set up your clinic can start it again.`,
  disconnected: (source: string) => `${source}: disconnected`,
  disconnecting: 'Its reviews are off your pages, and are being deleted here.',
  disconnectedTodo: (source: string) =>
    `Its reviews are off your pages and deleted here. Your decisions are kept: when ${source} is connected again and this place is chosen, they return.`,
  removed: (source: string) => `${source}: removed`,
  removedTodo:
    'Its reviews are off your pages and deleted here. Your decisions are kept: import the same place again, and they return.',
  /** Two listings of one source that may be the same place. */
  twins: {
    title: 'This place is listed twice',
    ways: { read: 'connected', file: 'from an export' },
    number: (id: string) => `number ${id}`,
    removeThis:
      'The other one is connected. If both are the same place, remove this one: otherwise reviews that are in both are shown and counted twice.',
    keepThis:
      'The other one is from an export. If both are the same place, keep this one and remove the other: otherwise reviews that are in both are shown and counted twice.',
    removeOne: (source: string) =>
      `If both are the same place, keep the one whose number ${source} still uses, and remove the other: otherwise reviews that are in both are shown and counted twice.`,
    askOperator:
      'If both are the same place, ask the person who set up your clinic to pause one of them: otherwise reviews that are in both are shown and counted twice.',
    /** Before another one is made. */
    before: (place: string, title: string) =>
      `${place} already has Google reviews here, under another number than ${title}. If it is the same place, leave this one out, or its reviews are shown and counted twice.`,
  },
  removal: {
    button: 'Remove…',
    title: 'Remove these reviews?',
    text: (place: string) =>
      `The reviews of ${place} from the export leave your pages at once, and are deleted here within minutes.`,
    aside: 'Decisions are kept: if you import the same place again, each review gets its own again.',
    cancel: 'Keep them',
    done: 'Remove them',
    said: (place: string) => `The imported reviews of ${place} are removed.`,
  },
  held: (source: string, told: string, withWords: string, withoutWords: string) =>
    `${source} says ${told}, we hold ${withWords} with words and ${withoutWords} without.`,
  lastGood: (ago: string) => `Last good look ${ago}`,
  nextLook: (when: string) => `Next look ${when}`,
  soon: 'in a moment',
  ratingAsOf: (day: string) => `as of ${day}`,
  ratingCount: (count: string, source: string) => `${count} reviews on ${source}`,
  directCount: (count: string) => `${count} with consent`,
  seeAll: { 'google-business': 'See all on Google', yelp: 'See all on Yelp', direct: 'See all' },
  yelpPlan: (most: number) => `Yelp shows at most ${most} excerpts on your plan.`,
  partial: 'The last look did not reach the end, so nothing was taken off. The next one tries again.',
  gap: (source: string, total: string, listed: string, since: string) =>
    `${source} counts ${total} reviews here, and since ${since} its list has not given them all: ${listed} the last time. It is nothing you did. We ask ${source} about each one that is missing: what is there stays, what is gone is taken off.`,
  freezeTitle: (source: string) => `Many reviews vanished at ${source} at once`,
  freeze: (vanished: number, source: string, since: string) =>
    `${vanished} of them, on ${since}. A second look an hour later takes them off your pages; nothing is deleted until it is certain. Look at ${source}: are they really gone? An owner of your clinic can say so here. If nobody does and they stay away for three days, they are deleted.`,
  freezeConfirmed: (vanished: string) =>
    `You said that ${vanished} reviews are gone. The next look makes sure and removes them; any that are back stay.`,
  gone: {
    button: 'They are gone, remove them',
    title: 'Are they really gone?',
    text: (vanished: string, source: string, since: string) =>
      `${vanished} reviews vanished at ${source} on ${since}. Look there before you answer. If they are gone, the next look removes them here.`,
    aside: 'Decisions are kept: a review that comes back later gets its own again.',
    cancel: 'Not sure, wait',
    done: 'They are gone',
  },
  moved: {
    look: (source: string) => `Look at the new entry on ${source}`,
    follow: 'It is our place, follow it',
  },
  closed: {
    stopped: {
      title: ({ source }) => `${source} is stopped for every clinic`,
      todo: ({ source }) =>
        `The person who runs this service has stopped it. Nothing of ${source} is read or shown until that ends. It comes back by itself, and your decisions are kept.`,
    },
    'not-confirmed': {
      title: ({ source }) => `${source} is not switched on yet`,
      todo: ({ source }) =>
        `${source} has to agree in writing before a paid service may show its reviews. The person who runs this service has to confirm that, and to give ${source}’s key to the service. Until then nothing is read there.`,
    },
  } satisfies Record<ClosedReason, SourceWords>,
  closedPlace: {
    title: ({ source, place }) => `${source} says that ${place} has closed for good`,
    todo: ({ source }) =>
      `If that is wrong, correct it at ${source}. If it is right, ask the person who set up your clinic to pause it here.`,
  } satisfies SourceWords,
  failures: {
    throttled: {
      title: ({ source }) => `${source} asked us to slow down`,
      todo: () => 'Nothing to do: we wait a little and go on by ourselves. Your site stays as it is.',
    },
    'quota-day': {
      title: ({ source }) => `${source} answers us again tomorrow`,
      todo: () => 'We have asked as often as a day allows. Nothing to do: we go on by ourselves tomorrow.',
    },
    'not-approved': {
      title: ({ source }) => `${source} has not approved the project yet`,
      todo: () =>
        'The person who set up your clinic applies with Google’s form “Application for Basic API Access”; it takes 1 to 3 weeks after that. What works meanwhile, and what Google looks at, stands further down. Nobody has to connect again.',
    },
    'grant-expired': {
      title: ({ source, lastGood }) =>
        `Reconnect ${source}: it stopped sharing reviews${lastGood ? ` after ${lastGood}` : ''}`,
      todo: (parts) =>
        `${parts.isEndedAsInTesting ? inTesting : 'Somebody took the permission back or changed a password, or it was not used for six months.'}${staysUntil(parts)} An owner of your clinic can connect it again here.`,
    },
    forbidden: {
      title: ({ source, place }) => `The connected ${source} account may not read ${place}`,
      todo: (parts) =>
        `Ask the owner of the ${parts.source} profile to make the connected account a manager of ${parts.place}, and to see that the profile is verified.${staysUntil(parts)}`,
    },
    'no-key': {
      title: ({ source }) => `${source} is not switched on yet: its key is missing`,
      todo: ({ source }) =>
        `It is nothing you did. The person who runs this service has to get a key from ${source} and give it to the service. Until then nothing is read there.`,
    },
    config: {
      title: ({ source }) => `The connection to ${source} is not set up correctly`,
      todo: (parts) => `It is nothing you did. Tell the person who set up your clinic.${staysUntil(parts)}`,
    },
    'not-found': {
      title: ({ source, place }) => `${source} does not know ${place} any more`,
      todo: (parts) =>
        `Has it moved, closed, or been joined with another profile? Look it up at ${parts.source} and tell the person who set up your clinic which one is right.${staysUntil(parts)}`,
    },
    moved: {
      title: ({ source, place }) => `${source} has moved ${place} to another entry`,
      todo: (parts) =>
        `Look at the new entry at ${parts.source}: is it your place? Then an owner of your clinic can follow it here; every decision is kept.${staysUntil(parts)}`,
    },
    'plan-lacks-reviews': {
      title: ({ source }) => `Your plan at ${source} has no reviews in it`,
      todo: ({ source }) =>
        `This is not a fault. Stars and number of reviews are read; for the words, the person who pays ${source} can choose a plan that has them.`,
    },
    'no-reviews': {
      title: ({ source, place }) => `${source} recommends no review of ${place} at the moment`,
      todo: () => 'This is not a fault. They appear here as soon as there are some.',
    },
    'bad-request': {
      title: ({ source }) => `${source} does not understand what we ask`,
      todo: (parts) => `It is nothing you did. Tell the person who set up your clinic.${staysUntil(parts)}`,
    },
    'bad-response': {
      title: ({ source }) => `${source} answered in a way we do not understand`,
      todo: (parts) =>
        `We try again by ourselves.${staysUntil(parts)} If it stays so for a day, tell the person who set up your clinic.`,
    },
    unreachable: {
      title: ({ source }) => `${source} does not answer`,
      todo: (parts) => `We try again by ourselves.${staysUntil(parts)}`,
    },
  } satisfies Record<SourceFailure, SourceWords>,
};
