import type { ApplicationStep } from '../../functions/domain/google-application.ts';

/** Words of the time before Google's approval, and of the links made of a place id. */
export const waitingWords = {
  apply: {
    title: 'Ask Google for access',
    text: 'Google shares reviews with a program only after approving it. Somebody applies once; the answer takes 1 to 3 weeks.',
  },
  waiting: {
    title: 'Google has not approved your access yet',
    applied: (day: string, ago: string) => `Applied on ${day} (${ago}). This takes 1 to 3 weeks.`,
    long: 'That is longer than usual. Look for an answer among the e-mails of whoever applied; Google may have asked something.',
  },
  ends: 'Nobody has to say when it is over: as soon as Google answers, this card goes away.',
  meanwhile: {
    title: 'What works meanwhile',
    items: [
      'Importing your own Google reviews from an export, as often as you like.',
      'Links to read all your Google reviews and to write one.',
      'Yelp, and what patients give you directly.',
    ],
  },
  steps: {
    title: 'What Google looks at',
    names: {
      'profile-old-enough': 'Your Google profile has been verified for more than 60 days',
      'role-old-enough': 'Whoever applies has been an owner or manager of it for more than 60 days',
      'business-website': 'The profile names your website, and the website names your clinic',
      'project-number': 'The number of the project at Google Cloud is at hand',
      'form-sent': 'The form “Application for Basic API Access” is sent',
      'consent-in-production': 'The consent screen is “In production”, not “Testing”',
    } satisfies Record<ApplicationStep, string>,
  },
  day: 'Day of the application',
  noDay: 'Leave it empty if nobody has applied.',
  save: 'Save',
  saved: 'Saved.',
  dayWrong: 'Give today or an earlier day.',
  conflict: 'Somebody else changed this a moment ago. This is how it stands now.',
  failed: 'That did not work. Try it again.',
  links: {
    write: 'Copy the link to write a review',
    writeHint:
      'For your desk, your e-mails, or a printed code: whoever opens it can write a review on Google.',
    copied: 'Copied',
    copiedAloud: 'The link is copied.',
    copyFailed: 'This browser did not let us copy. The link is:',
    add: 'Add the link to write a review',
    placeId: 'Google’s id of this place',
    placeIdHint:
      'It begins with “ChIJ”. Look the place up in Google’s Place ID Finder and copy what it shows.',
    finder: 'Open the Place ID Finder',
    wrong: 'This is not the id of a place. It begins with “ChIJ” and has no spaces.',
    cancel: 'Cancel',
  },
};
