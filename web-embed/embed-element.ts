import type { FeedHead } from '../functions/domain/feed.ts';
import { make } from './dom.ts';
import { drawReviews } from './draw-reviews.ts';
import { drawNothing } from './draw-selection.ts';
import { foldTexts } from './draw-text.ts';
import { isCurrent } from './is-current.ts';
import { type Feed, headPath } from './load-feed.ts';
import { type Asked, ATTRIBUTES, readAttributes } from './read-attributes.ts';
import type { Scene } from './scene.ts';
import { openShelf, type Shelf } from './shelf.ts';
import { drawSkeleton } from './skeleton.ts';
import { tellOnce } from './tell-once.ts';
import { words } from './words.ts';

/** What every embed of a page shares. */
export interface Needs {
  readonly feed: Feed;
  /** Address below which `embed/` lies, with a slash at the end. */
  readonly home: string;
  readonly sheet: CSSStyleSheet;
}

/** An embed this close below the window begins to load. */
const NEAR_PX = 800;
/** How often an open page looks for reviews that have lapsed. */
const LOOK_MS = 60_000;

/** A list that was found; without a shelf, only where all reviews are. */
interface Found {
  readonly head: FeedHead;
  readonly shelf?: Shelf;
}

/** The element `<clinic-reviews>`: reads its attributes, loads its list once it is near, and keeps it true to time. */
export class EmbedElement extends HTMLElement {
  static readonly observedAttributes = ATTRIBUTES;
  readonly #needs: Needs;
  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #look = () => this.#dropLapsed();
  #isDue = false;
  /** Empty before anything was asked for. */
  #path: string | undefined = '';
  #found: Found | undefined;
  #drawnAt = 0;
  #near: IntersectionObserver | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(needs: Needs) {
    super();
    this.#needs = needs;
    this.#root.adoptedStyleSheets = [needs.sheet];
    this.#root.append(make('slot', ''));
  }

  connectedCallback(): void {
    document.addEventListener('visibilitychange', this.#look);
    this.#timer = setInterval(this.#look, LOOK_MS);
    this.attributeChangedCallback();
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#look);
    clearInterval(this.#timer);
    this.#near?.disconnect();
    if (!this.#found) this.#path = '';
  }

  /** Frameworks set attributes one by one: they are read together, a moment later. */
  attributeChangedCallback(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      if (this.isConnected) this.#update();
    });
  }

  #update(): void {
    const asked = readAttributes(this);
    const path = asked.embed && headPath(asked);
    if (path === this.#path) {
      this.#dropLapsed();
      return;
    }
    this.#path = path;
    this.#near?.disconnect();
    if (!path) {
      this.#leave('no embed is named');
      return;
    }
    if (!this.#found && !this.hasChildNodes()) this.#show(drawSkeleton());
    this.#whenNear(() => void this.#load(asked, path));
  }

  #whenNear(load: () => void): void {
    const [box] = this.getClientRects();
    if (box && box.top < innerHeight + NEAR_PX) {
      load();
      return;
    }
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        near.disconnect();
        load();
      },
      { rootMargin: `${NEAR_PX}px` },
    );
    near.observe(this);
    this.#near = near;
  }

  async #load(asked: Asked, path: string): Promise<void> {
    try {
      const found = await this.#find(asked, path);
      if (path !== this.#path) return;
      this.#found = found;
      this.#draw();
    } catch (error) {
      if (path === this.#path) this.#leave((error as Error).message);
    }
  }

  /** A narrower list without reviews has no head: then only the links of the whole list are shown. */
  async #find(asked: Asked, path: string): Promise<Found> {
    const { feed } = this.#needs;
    const head = await feed.head(path);
    if (head) return { head, shelf: openShelf(head, path, feed) };
    const all = await feed.head(headPath({ ...asked, condition: '', location: '' }));
    if (!all) throw new Error('no such list');
    return { head: all };
  }

  #draw(): void {
    if (!this.#found) return;
    const { head, shelf } = this.#found;
    this.#drawnAt = Date.now();
    const scene: Scene = {
      head,
      words: words[head.language] ?? words.en,
      now: this.#drawnAt,
      home: this.#needs.home,
    };
    const drawn = shelf && drawReviews(shelf, scene);
    const links = drawn ? undefined : drawNothing(scene);
    if (drawn) this.#show(...drawn);
    else if (links) this.#show(links);
    else this.#leave('none to show');
  }

  #show(...children: readonly HTMLElement[]): void {
    const box = make('div', '', ...children);
    box.id = 'box';
    box.lang = this.#found?.head.language ?? '';
    const hadFocus = this.matches(':focus-within');
    this.#root.replaceChildren(box);
    if (hadFocus) {
      // What had it is gone: whoever goes by keyboard goes on here, and not behind all the reviews.
      box.tabIndex = -1;
      box.focus();
    }
    foldTexts(box);
  }

  /** Leaves the page as it was, with what stands inside the element in view. */
  #leave(reason: string): void {
    this.#found = undefined;
    this.#root.replaceChildren(make('slot', ''));
    tellOnce('info', `reviews are not shown: ${reason}.`);
  }

  #dropLapsed(): void {
    if (!this.#found || document.hidden) return;
    const { head, shelf } = this.#found;
    const now = Date.now();
    const lent = [
      ...head.ratings,
      ...(shelf?.taken ?? []),
      ...(head.excerpts ?? []),
      ...(head.direct?.reviews ?? []),
      ...(head.fallback?.reviews ?? []),
    ];
    if (lent.some((item) => isCurrent(item, this.#drawnAt) && !isCurrent(item, now))) this.#draw();
  }
}
