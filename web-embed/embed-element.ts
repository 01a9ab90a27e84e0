import { now } from './clock.ts';
import { append, type Child, make } from './dom.ts';
import { drawReviews } from './draw-reviews.ts';
import { drawNothing } from './draw-selection.ts';
import { foldTexts } from './draw-text.ts';
import { isClosed, isEmpty } from './fallback.ts';
import { type Feed, headPath } from './load-feed.ts';
import { type Asked, ATTRIBUTES, readAttributes } from './read-attributes.ts';
import type { Scene } from './scene.ts';
import { openShelf, type Shelf } from './shelf.ts';
import { tellOnce } from './tell-once.ts';
import { isNear, NEAR_PX, watch } from './watch.ts';
import { words } from './words.ts';

/** What every embed of a page shares. */
export interface Needs {
  readonly feed: Feed;
  /** Address below which `embed/` lies, with a slash at the end. */
  readonly home: string;
  readonly sheet: CSSStyleSheet;
}

/** The shortest time from a failure to the next attempt; it doubles with each of them. */
const PAUSE_MS = 2000;

/** A list that was found, and what it is drawn from; without a shelf, only where all reviews are. */
interface Found extends Scene {
  readonly path: string;
  readonly shelf: Shelf | undefined;
}

/** The element `<clinic-reviews>`: reads its attributes, loads its list once it is near, and keeps it true to time. */
export class EmbedElement extends HTMLElement {
  static readonly observedAttributes = ATTRIBUTES;
  /** To be set before the first element is made. */
  static needs: Needs;
  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #slot = make('slot', '');
  #isDue = false;
  #isWanted = false;
  #asked: Asked = {};
  /** Empty while nothing is asked for. */
  #path = '';
  #loading = '';
  #found: Found | undefined;
  readonly #box = make('div', '');
  #failedAt = 0;
  /** From a failure to the next attempt, if nobody does anything; 0 where nothing failed. */
  #pauseMs = 0;
  #unwatch = () => {};

  constructor() {
    super();
    this.#box.id = 'box';
    this.#root.adoptedStyleSheets[0] = EmbedElement.needs.sheet;
    this.#slot.addEventListener('slotchange', () => this.#arrange());
  }

  connectedCallback(): void {
    void this.attributeChangedCallback();
    this.#unwatch = watch(this, (isWanted, isTick) => this.#look(isWanted, isTick));
  }

  disconnectedCallback(): void {
    this.#unwatch();
    if (!this.#found) this.#path = '';
  }

  /** Frameworks set attributes one by one: they are read together, a moment later. */
  async attributeChangedCallback(): Promise<void> {
    if (this.#isDue) return;
    this.#isDue = true;
    await undefined;
    this.#isDue = false;
    if (this.isConnected) this.#update();
  }

  #update(): void {
    const asked = readAttributes(this);
    const path = asked.embed ? headPath(asked) : '';
    if (path !== this.#path) this.#pauseMs = 0;
    this.#asked = asked;
    this.#path = path;
    this.#box.setAttribute('theme', `${asked.theme}`);
    if (path) this.#look(false);
    else this.#fail('no embed is named');
  }

  /** After a failure only time counts, more and more of it; whatever a person does shortens it. */
  #look(isWanted: boolean, isTick?: boolean): void {
    const path = this.#path;
    const at = now();
    this.#isWanted ||= isWanted;
    this.#arrange();
    if (!isTick && this.#pauseMs) this.#pauseMs = PAUSE_MS;
    if (this.#found?.path === path) {
      if (at >= this.#found.lapsesAt) this.#draw(this.#found);
    } else if (
      path &&
      this.#loading !== path &&
      at >= this.#failedAt + this.#pauseMs &&
      (this.#isWanted || isNear(this, NEAR_PX))
    )
      void this.#load(path);
  }

  /** A narrower list without reviews has no head: then only the links of the whole list are shown. */
  async #load(path: string): Promise<void> {
    const { feed, home } = EmbedElement.needs;
    this.#loading = path;
    try {
      const list = await feed.head(path);
      const whole = headPath({ ...this.#asked, condition: '', location: '' });
      const head = list ?? (path === whole ? undefined : await feed.head(whole));
      if (path === this.#path) {
        if (!head) throw new Error('no such list');
        if (!list) tellOnce('warn', `nothing to show at ${path}.`);
        this.#found = {
          path,
          head,
          shelf: list && openShelf(list, path, feed),
          words: words[head.language] ?? words.en,
          home,
          now: 0,
          lapsesAt: 0,
        };
        this.#draw(this.#found);
      }
    } catch (error) {
      if (path === this.#path) this.#fail((error as Error).message);
    }
    if (path === this.#loading) this.#loading = '';
  }

  #draw(found: Found): void {
    found.now = now();
    found.lapsesAt = 1 / 0;
    this.#box.lang = found.head.language;
    const drawn = (found.shelf && drawReviews(found.shelf, found)) ?? drawNothing(found);
    if (drawn) {
      this.#pauseMs = 0;
      this.#show(drawn);
    } else this.#fail('none to show');
  }

  #show(children: Child): void {
    const hadFocus = this.matches(':focus-within');
    this.#put(children);
    this.#arrange();
    this.#settle();
    if (hadFocus && !(this.#slot.parentNode && this.matches(':focus-within'))) {
      // What had it is gone: whoever goes by keyboard goes on here, and not behind all the reviews.
      this.#box.tabIndex = -1;
      this.#box.focus({ preventScroll: true });
    }
    foldTexts(this.#box);
  }

  /** Gives back what the page reserved and nothing fills, while nobody looks at what would move. */
  #settle(): void {
    if (!isNear(this, 0)) this.style.setProperty('min-height', '0', 'important');
  }

  /** Puts the box before what stands inside the element, or takes it away where there is nothing in it. */
  #put(children?: Child): void {
    while (this.#box.firstChild) this.#box.removeChild(this.#box.firstChild);
    append(this.#box, children);
    if (children) this.#root.insertBefore(this.#box, this.#root.firstChild);
    else if (this.#box.parentNode) this.#root.removeChild(this.#box);
  }

  /** The page may still be on its way: what stands inside the element, and what follows it. */
  #arrange(): void {
    const isWithout = isEmpty(this);
    const isWaiting = !!this.#path && !this.#pauseMs && isWithout;
    if (!this.#found && isWaiting !== !!this.#box.parentNode)
      this.#put(isWaiting ? make('div', 'skeleton') : undefined);
    const isReplaced = !!this.#found && (isWithout || isClosed(this));
    if (isReplaced === !!this.#slot.parentNode) {
      if (isReplaced) this.#root.removeChild(this.#slot);
      else this.#root.appendChild(this.#slot);
    }
  }

  /** Leaves the page as it was, with what stands inside the element in view. */
  #fail(reason: string): void {
    this.#failedAt = now();
    this.#pauseMs = this.#pauseMs * 2 || PAUSE_MS;
    this.#found = undefined;
    this.#settle();
    this.#put();
    this.#arrange();
    tellOnce('info', `reviews are not shown: ${reason}.`);
  }
}
