/** Words of signing in and out. */
export const sessionWords = {
  title: 'Your patients’ words, on your own pages',
  lead: 'Read what people wrote about your clinic, and choose what your pages show.',
  signIn: 'Sign in',
  /** Why a person stands before this page; nothing is said to who comes for the first time. */
  because: {
    outElsewhere: 'You signed out in another tab.',
    failed: 'Signing in did not work. Nothing is lost: please try once more.',
    ended: 'You are signed out, because your session has ended. Sign in and you are back in the same place.',
    unreachable:
      'You are signed out, and we could not reach the sign-in page. Check your connection, then try again.',
  },
  noSiteData:
    'This browser blocks cookies and site data for this page, and nobody can sign in without them. Allow them for this page, then load it again.',
  footnote:
    'Only people your clinic has invited can sign in. This computer forgets you when you close the tab.',
  over: {
    title: 'You are signed out',
    text: 'After a while we sign everybody out, to be safe. Everything you had open is kept: sign in and you are back in the same place.',
    unsaved: 'Your last step was not saved yet. We save it as soon as you are back.',
    typed: 'What you typed is not saved anywhere. Copy it before you sign in again:',
    signIn: 'Sign in again',
  },
  crashed: {
    title: 'Something went wrong on this page',
    text: 'It is not your fault. Please load the page again; what you have decided is saved.',
    again: 'Load again',
  },
  broken: {
    title: 'This page cannot start',
    text: 'Its settings did not arrive. Please load it again; if that does not help, tell the person who set it up.',
    again: 'Load again',
  },
  saved: (count: number) =>
    count === 1 ? 'Saved what you did last.' : `Saved the last ${count} things you did.`,
};
