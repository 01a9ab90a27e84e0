/** Words of the screen that says where reviews are shown. */
export const pageWords = {
  title: 'On your pages',
  lead: 'The places where your reviews are shown. Copy the lines, and ask whoever looks after the page to put them where the reviews belong.',
  empty: {
    title: 'Your reviews are on no page yet',
    text: 'The person who set up your clinic can add your website. The lines to copy appear here after that.',
  },
  audience: { 'own-site': 'Your own site', partner: 'A partner’s page' },
  partnerNote: 'Reviews that speak of something private never appear there.',
  language: { en: 'in English', es: 'in Spanish', fr: 'in French' },
  allPlaces: 'reviews of every place',
  somePlaces: (names: string) => `reviews of ${names}`,
  condition: 'Reviews that mention',
  everyCondition: 'everything',
  place: 'Reviews of',
  everyPlace: 'every place',
  /** Where visitors read nothing in the list that the lines show. */
  nothing: {
    all: 'Visitors read no review here now. The lines work already: what you show appears by itself.',
    some: 'No review that visitors may read fits this choice now. The lines work already: one that fits appears by itself.',
  },
  copy: 'Copy the lines',
  copied: 'Copied',
  copiedAloud: 'The lines are copied.',
  copyFailed: 'Copying did not work here. Select the lines and copy them by hand.',
};
