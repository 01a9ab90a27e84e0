import type { ReviewQueue } from '../../functions/domain/staff-view.ts';

/** Words around every screen. */
export const frameWords = {
  queues: {
    waiting: 'Waiting for you',
    shown: 'On your site',
    'not-shown': 'Not shown',
    removed: 'Removed at the source',
  } satisfies Record<ReviewQueue, string>,
  /** Where there is little room. */
  queuesShort: {
    waiting: 'Waiting',
    shown: 'On site',
    'not-shown': 'Not shown',
    removed: 'Removed',
  } satisfies Record<ReviewQueue, string>,
  screens: {
    excerpts: 'Yelp excerpts',
    conditions: 'Conditions',
    testimonials: 'From patients',
    sources: 'Sources',
    pages: 'On your pages',
    'fair-display': 'Fair display',
  },
  reviews: 'Reviews',
  navigation: 'Menu',
  openNavigation: 'Open the menu',
  closeNavigation: 'Close the menu',
  skipToContent: 'Skip to the content',
  changeClinic: 'Change clinic',
  signOut: 'Sign out',
  many: (count: number) => (count >= 1000 ? '1,000+' : String(count)),
  reviewCount: (count: number) => (count === 1 ? '1 review' : `${count >= 1000 ? '1,000+' : count} reviews`),
  offline:
    'You are offline. You can go on reading and deciding what is loaded: keep this tab open, and your decisions are saved when you are back online.',
  /** On screens whose changes are not kept until then. */
  offlineHere:
    'You are offline. You can go on reading what is loaded. Nothing can be saved here before you are back online.',
  unreachable:
    'We cannot reach your reviews at the moment. We keep trying; what you see may be a little old.',
  /** Of an address that leads to nothing; with the name of the clinic on the screen. */
  lost: {
    clinic: (name: string) =>
      `The clinic of that address is not among yours, or not any more. This is ${name}. If you should see the other one, ask an owner of it to add you.`,
    screen: (name: string) =>
      `There is nothing at that address. This is what waits at ${name}; everything else is in the menu.`,
  },
  onlineAgain: 'You are online again.',
  noAccess: {
    title: 'Nobody has given you access yet',
    text: (email: string | undefined) =>
      `You are signed in${email ? ` as ${email}` : ''}, but no clinic knows you. Ask an owner of your clinic to add you.`,
    number: 'They may ask for this:',
    again: 'Look again',
  },
  failed: {
    title: 'This did not load',
    unreachable: 'We could not reach your reviews. Is this computer online?',
    forbidden: 'Your place at this clinic does not let you see this. Ask an owner of the clinic.',
    'not-found': 'It is not here any more. Perhaps somebody removed it.',
    unauthenticated: 'You are signed out by now. Sign in again, and it loads.',
    fault: 'Something went wrong on our side. It is not your fault, and nothing is lost.',
  },
  clinicOnHold: {
    title: 'Nothing appears on your pages yet',
    text: 'Your clinic’s country and profession are not filled in, and the rules about patients’ words depend on them. You can go on deciding; the person who set up your clinic can fill them in, and what you show appears by itself after that.',
  },
  consentsEnding: (many: number) =>
    many === 1
      ? 'A patient’s consent ends within 30 days.'
      : `The consents of ${many} patients end within 30 days.`,
  consentsEndingMore: 'See which',
  viewer: 'You can read here, but not decide. An owner of the clinic can change that.',
};
