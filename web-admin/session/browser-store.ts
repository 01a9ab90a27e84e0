/** What a browser keeps for the page: for this tab, or for all of them. */
export type StoreKind = 'sessionStorage' | 'localStorage';

/** The part of the browser's storage that the page uses. */
export type BrowserStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const inMemory = { sessionStorage: makeMemory(), localStorage: makeMemory() };

/**
 * Whether the browser keeps anything for this page. Where site data is blocked, reading the property throws already; a
 * private window of an old browser has the property and refuses to write.
 */
export function keepsSiteData(kind: StoreKind = 'sessionStorage'): boolean {
  const probe = 'clinic-reviews.probe';
  try {
    window[kind].setItem(probe, '1');
    window[kind].removeItem(probe);
    return true;
  } catch {
    return false;
  }
}

/** The browser's storage; where it refuses, a memory that lasts as long as the page. Never throws. */
export function browserStore(kind: StoreKind): BrowserStore {
  const memory = inMemory[kind];
  return {
    getItem: (key) => attempt(() => window[kind].getItem(key)) ?? memory.getItem(key),
    setItem(key, value) {
      const isKept = attempt(() => {
        window[kind].setItem(key, value);
        return true;
      });
      if (isKept) memory.removeItem(key);
      else memory.setItem(key, value);
    },
    removeItem(key) {
      attempt(() => window[kind].removeItem(key));
      memory.removeItem(key);
    },
  };
}

/** What a person keeps in this tab. */
export const tabStore = browserStore('sessionStorage');

function attempt<Result>(use: () => Result): Result | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

function makeMemory(): BrowserStore {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
