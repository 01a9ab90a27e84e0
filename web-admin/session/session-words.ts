/** Words of signing in and out. */
export const sessionWords = {
  title: 'Your patients’ words, on your own pages',
  lead: 'Read what people wrote about your clinic, and choose what your pages show.',
  signIn: 'Sign in',
  /** Why a person stands before this page; nothing is said to who comes for the first time. */
  because: {
    failed: 'Signing in did not work. Nothing is lost: please try once more.',
    ended: 'You are signed out, because your session has ended. Sign in and you are back in the same place.',
    unreachable:
      'You are signed out, and we could not reach the sign-in page. Check your connection, then try again.',
  },
  footnote:
    'Only people your clinic has invited can sign in. This computer forgets you when you close the tab.',
  over: {
    title: 'You are signed out',
    text: 'After a while we sign everybody out, to be safe. Everything you had open is kept: sign in and you are back in the same place.',
    unsaved: 'Your last step was not saved yet. We save it as soon as you are back.',
    signIn: 'Sign in again',
  },
  broken: {
    title: 'This page cannot start',
    text: 'Its settings did not arrive. Please load it again; if that does not help, tell the person who set it up.',
    again: 'Load again',
  },
  saved: (count: number) =>
    count === 1 ? 'Saved what you did last.' : `Saved the last ${count} things you did.`,
};
