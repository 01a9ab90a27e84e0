import type { PageWords } from './page-words.ts';

/** The patients' pages in English. */
export const en: PageWords = {
  languageName: 'English',
  form: {
    title: 'How was it for you?',
    lead: 'Write as you like: good or bad, long or short. {clinic} ({place}) reads it, and may show it on its website if you agree below.',
    text: 'Your words',
    textHint: 'Please leave out phone numbers, addresses and names of other people.',
    stars: 'Stars',
    starsHint: 'If you like. It changes nothing about whether your words are shown.',
    star: ['1 star', '{n} stars'],
    noStars: 'No stars',
    author: 'Your name, as you want it shown',
    authorHint: 'A first name is enough. Leave it empty if you do not want to be named.',
    terms: 'What you agree to',
    partner: 'Partners of {clinic} may show it on their websites too',
    partnerHint: 'If you like. You can leave this out.',
    agree: 'I agree to what stands above',
    signature: 'Your signature: type your full name',
    signatureHint: 'Only {clinic} sees it. It is kept as the record of your consent.',
    authority: 'If you sign for somebody else: why you may',
    authorityHint: 'Such as “I am her mother” or “I am his guardian”. Otherwise leave it empty.',
    trap: 'Leave this empty',
    send: 'Send',
    problem: 'Not sent yet. Something is missing below; what you wrote is still there.',
    tooSoon: 'Not sent yet. That was very quick: please look over it once more, then send it.',
    tooLate: 'Not sent yet. This page was open for a long time: please look over it once more, then send it.',
    incomplete:
      'Not sent yet. Something was lost on the way: please look over it once more, then send it.',
    busy: 'Not sent yet. Too many messages came just now: please leave this page open and send it again later.',
  },
  faults: {
    missing: 'Please fill this in.',
    'too-long': 'This is too long. Please shorten it to {most} characters.',
    'not-agreed': 'Please tick this if you agree. Without it {clinic} cannot take your words.',
    'not-empty': 'Please leave this empty. It is here to keep machines away.',
    wrong: 'Please choose again.',
  },
  thanks: {
    title: 'Thank you. Your words have arrived.',
    next: 'Somebody at {clinic} reads them next. If they are shown, it is in your own words, unchanged. Whether they are shown does not depend on the stars.',
    keepTitle: 'Keep this link',
    keep: 'With it you can take everything back at any time, without an account and without a reason. Save it, or take a picture of it: it is shown only here.',
    copyTitle: 'Your copy of what you agreed to',
    ownSite: 'You agreed to: the website of {clinic}.',
    partners: 'You agreed to: the website of {clinic}, and websites of its partners.',
    signed: 'Signed by {name} on {day}.',
    signedFor: 'Signed by {name} on {day}, for somebody else: {authority}.',
    yours: 'Your words',
  },
  revoke: {
    title: 'Take your words back?',
    lead: 'You gave {clinic} your words on {day}.',
    what: 'If you take them back, they are off the pages within minutes, and we delete them and the name you chose. {clinic} keeps the record that you agreed and took it back, as the law asks. What somebody has copied before cannot be called back.',
    again: 'This cannot be undone. You can always write something new with a new link.',
    button: 'Take my words back',
    doneTitle: 'Your words are taken back',
    done: 'They were taken back on {day}. They are deleted here, and off the pages within minutes.',
  },
  sorry: {
    unknown: {
      title: 'This link leads nowhere',
      text: 'Perhaps a part of it is missing. Look whether you copied all of it, or ask the clinic for a new one.',
    },
    used: {
      title: 'This link has been used',
      text: 'It was for one message, and that message has arrived. Ask the clinic for a new link if you want to write again.',
    },
    expired: { title: 'This link is too old', text: 'Ask the clinic for a new one.' },
    withdrawn: {
      title: 'This link is closed',
      text: 'The clinic has closed it. Ask at the desk for a new one.',
    },
    busy: {
      title: 'Too many messages just now',
      text: 'Please open this link once more later, or tomorrow.',
    },
    sent: {
      title: 'This form has been sent already',
      text: 'What it holds now was not sent. If you want to send it, open the link you were given once more, or scan the code again, and write it there.',
    },
    refused: {
      title: 'This did not work',
      text: 'Please open the link you were given once more, and send the form from there.',
    },
    broken: {
      title: 'Something went wrong here',
      text: 'It is not your fault. Please go back and try again in a few minutes.',
    },
  },
};
