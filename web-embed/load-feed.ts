import type { FeedHead, FeedIndex, FeedPage } from '../functions/domain/feed.ts';
import type { Asked } from './read-attributes.ts';

const FORMAT: FeedHead['format'] = 1;
const TIMEOUT_MS = 10_000;
/** What a bucket answers for an object it does not have, with and without the right to know. */
const MISSING = [403, 404, 410];

/** The published files below one address. Every call throws when the answer is late, broken or of another format. */
export interface Feed {
  /** A list's head; `undefined` when there is no such list. Asked for once per page, unless `again`. */
  readonly head: (path: string, again?: boolean) => Promise<FeedHead | undefined>;
  /** A following page, or the index of more of them; `undefined` when it is gone. */
  readonly page: (head: FeedHead, name: string) => Promise<Partial<FeedPage & FeedIndex> | undefined>;
}

/** Where the head of a list lies below the feed's root. */
export function headPath({ embed, condition, location }: Asked): string {
  const narrowed = [...(condition ? ['c', condition] : []), ...(location ? ['l', location] : [])];
  return `${[embed, ...(narrowed.length ? narrowed : ['all'])].join('/')}.json`;
}

/**
 * Opens the feed.
 *
 * @param root its address, with a slash at the end
 */
export function openFeed(root: string): Feed {
  const heads = new Map<string, Promise<FeedHead | undefined>>();
  return {
    head(path, again) {
      const known = heads.get(path);
      if (known && !again) return known;
      const loading = load<FeedHead>(root, path, again);
      heads.set(path, loading);
      loading.catch(() => heads.delete(path));
      return loading;
    },
    page: ({ pageFolder }, name) => load(root, `${pageFolder}/${name}.json`),
  };
}

async function load<Body>(root: string, path: string, again?: boolean): Promise<Body | undefined> {
  const response = await fetch(root + path, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: again ? 'no-cache' : 'default',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (MISSING.includes(response.status)) return undefined;
  if (!response.ok) throw new Error(`answer ${response.status}`);
  const body = await response.json();
  if (body.format !== FORMAT) throw new Error('unknown format');
  return body;
}
