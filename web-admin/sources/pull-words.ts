/** Words of asking for a look, and of how often the source allows one. */
export const pullWords = {
  lookNow: 'Look now',
  looking: (source: string) => `Looking at ${source}…`,
  found: (count: number) =>
    count === 0
      ? 'Nothing new.'
      : count === 1
        ? '1 review is new or changed.'
        : `${count} reviews are new or changed.`,
  gone: (count: number) =>
    count === 1 ? '1 is gone there and off your site.' : `${count} are gone there and off your site.`,
  notWell: 'We looked, and it did not go well. What it means is said above.',
  slow: 'This takes longer than usual. It goes on by itself; you can leave this page.',
  again: (when: string) => `You can ask again ${when}.`,
  failed: 'That did not work. Try again in a moment.',
  refused: 'This place is not looked at just now. What it means is said above.',
  quota: (looks: number, used: number, reset: string) =>
    `Yelp lets us look about ${looks === 1 ? 'once' : `${looks} times`} a day for your clinic. ${used} used today; a new day begins ${reset}.`,
} as const;
