import type { FeedHead, FeedIndex, FeedPage } from '../functions/domain/feed.ts';
import { now } from './clock.ts';
import { emptyRecord } from './list.ts';
import type { Asked } from './read-attributes.ts';

const FORMAT: FeedHead['format'] = 1;
const TIMEOUT_MS = 10_000;

/** As the page had it before anything came later that replaces it. */
const Request = XMLHttpRequest;

/** The published files below one address. Every call throws when the answer is late, broken or of another format. */
export interface Feed {
  /** A list's head; `undefined` when there is no such list. Asked for once per page while it is there, unless `again`. */
  readonly head: (path: string, again?: boolean) => Promise<FeedHead | undefined>;
  /** A following page, or the index of more of them; `undefined` when it is gone. */
  readonly page: (head: FeedHead, name: string) => Promise<Partial<FeedPage & FeedIndex> | undefined>;
}

/** Where the head of a list lies below the feed's root. */
export function headPath({ embed, condition, location }: Asked): string {
  const narrowed = `${condition ? `/c/${condition}` : ''}${location ? `/l/${location}` : ''}`;
  return `${embed}${narrowed || '/all'}.json`;
}

/**
 * Opens the feed.
 *
 * @param root its address, with a slash at the end
 */
export function openFeed(root: string): Feed {
  const loads = emptyRecord<Promise<unknown>>();
  const asked = emptyRecord<true>();

  function load<Body>(path: string, again?: boolean): Promise<Body | undefined> {
    if (again || !loads[path]) loads[path] = read(path);
    return loads[path] as Promise<Body | undefined>;
  }

  /**
   * What is asked for a second time failed before, or is wanted anew: no copy that a browser kept will do.
   *
   * Not by `fetch`, which pages and their libraries wrap: with `XMLHttpRequest` the browser itself keeps the time and
   * reads the JSON, without any other global.
   */
  async function read(path: string): Promise<unknown> {
    const request = new Request();
    request.open('GET', `${root}${path}${asked[path] ? `?${now()}` : ''}`);
    asked[path] = true;
    request.responseType = 'json';
    request.timeout = TIMEOUT_MS;
    request.send();
    await {
      // biome-ignore lint/suspicious/noThenProperty: waits for an event without the page's `Promise`.
      then(ended: () => void) {
        request.onloadend = ended;
      },
    };
    const { status, response } = request;
    if (response?.format === FORMAT && status === 200) return response;
    loads[path] = undefined;
    // What a bucket answers for an object it does not have, with and without the right to know.
    if (status === 403 || status === 404 || status === 410) return undefined;
    throw new Error(status === 200 ? 'unknown format' : `answer ${status}`);
  }

  return { head: load, page: ({ pageFolder }, name) => load(`${pageFolder}/${name}.json`) };
}
