import type { Listing } from '../../functions/domain/clinic.ts';
import type { Freeze, Pull, PullRun } from '../../functions/domain/pull.ts';
import type { Review } from '../../functions/domain/review.ts';
import { type Absence, judgeAbsence, type Missing } from './absence-rules.ts';
import { checkClocks, checkRows } from './row-checks.ts';
import { checkRuns } from './run-checks.ts';
import { isReviewOf } from './versions.ts';
import { addPage, goOnWith, isWhole, startWalk, type Walk } from './walk.ts';
import type { Run } from './worker.ts';

/** What the oracle knows of a listing from its last look. */
export interface Book {
  readonly listing: Listing;
  /** What was stored and had not lapsed, by the source's id. */
  stored: ReadonlyMap<string, Review>;
  pull: Pull | undefined;
  /** A reading that goes on in the next run. */
  open: Walk | undefined;
  /** Whole readings since the freeze in force began that saw the same. */
  agreed: readonly Missing[];
  /** Ids that a person asked to erase. */
  readonly erased: Set<string>;
}

/** What is there now. */
export interface Look {
  readonly stored: readonly Review[];
  readonly pull: Pull | undefined;
}

/** Runs of one listing since the last look, in the order in which they began. */
export interface Deed {
  readonly runs: readonly Run[];
  /** Whether it went by the book: one run, alone, with a true clock and a worker that lived. */
  readonly isExact: boolean;
  /** The worker's clock was off: what it stored may have lapsed at once. */
  readonly isSkewed: boolean;
  readonly isBad: (row: unknown) => boolean;
}

/** Begins a book with nothing in it. */
export function openBook(listing: Listing): Book {
  return { listing, stored: new Map(), pull: undefined, open: undefined, agreed: [], erased: new Set() };
}

/** Looks at what runs have made of a listing, and says everything that must not be; then goes on from there. */
export function inspect(book: Book, deed: Deed, look: Look): readonly string[] {
  const walks: Walked[] = [];
  for (const run of deed.runs) {
    const known = [book.open, ...walks.map(({ last }) => last)];
    walks.push(walkThrough(book, run, { ...deed, known }));
  }
  const stored = new Map(look.stored.map((review) => [review.sourceReviewId, review]));
  const wrong = deed.runs.flatMap(({ falsePages }) => falsePages);
  if (stored.size !== look.stored.length) wrong.push('A review is stored twice.');
  const scene: Scene = { book, deed, walks, stored, look };
  wrong.push(...checkRows(scene), ...checkRuns(scene), ...checkClocks(scene));
  wrong.push(...judgeAbsences(scene));
  const cursor = look.pull?.checkpoint?.cursor;
  const last = [book.open, ...walks.map(({ last }) => last)].findLast((walk) => walk?.next === cursor);
  book.open = cursor === undefined ? undefined : last;
  book.stored = stored;
  book.pull = look.pull;
  return wrong;
}

/** Everything of one look. */
export interface Scene {
  readonly book: Book;
  readonly deed: Deed;
  readonly walks: readonly Walked[];
  readonly stored: ReadonlyMap<string, Review>;
  readonly look: Look;
}

/** The oracle's account of one run. */
export interface Walked {
  readonly run: Run;
  /** What the product says of it; absent when it threw or was skipped. */
  readonly told?: PullRun;
  /** Every reading of the run: more than one when it began anew. */
  readonly all: readonly Walk[];
  readonly last: Walk | undefined;
  readonly isWhole: boolean;
}

function walkThrough(
  book: Book,
  run: Run,
  { isBad, known }: Deed & { readonly known: readonly (Walk | undefined)[] },
): Walked {
  const all: Walk[] = [];
  const { source } = book.listing;
  for (const page of run.pages.filter((each) => each.isPage && each.isOfReviews)) {
    const isFirst = page.from === undefined;
    if (all.length === 0 || isFirst) {
      const open = known.findLast((walk) => walk?.next === page.from);
      all.push(isFirst ? startWalk(run.startedAt, true) : goOnFrom(open, run));
    }
    addPage(all.at(-1) as Walk, page, source, isBad);
  }
  const last = all.at(-1);
  const isLastRead = run.pages.at(-1)?.isPage ?? false;
  const told = run.result && 'run' in run.result ? run.result.run : undefined;
  const whole = source !== 'yelp' && last !== undefined && isLastRead && isWhole(last) && isAgreed(all);
  return { run, ...(told && { told }), all, last, isWhole: whole };
}

/** A reading that began anew and misses what the same run had been served is contradicted by its own source. */
function isAgreed(all: readonly Walk[]): boolean {
  const last = all.at(-1);
  return all.every(({ rows }) => rows.keys().every((id) => last?.seen.has(id)));
}

function goOnFrom(open: Walk | undefined, run: Run): Walk {
  return open ? goOnWith(open) : startWalk(run.startedAt, false);
}

function judgeAbsences(scene: Scene): readonly string[] {
  const { book, deed, walks, stored, look } = scene;
  const wholes = walks.filter((walked) => walked.isWhole);
  const freeze: Freeze | undefined = look.pull?.freeze;
  const { wrong, agreed } = judgeAbsence({
    before: book.stored,
    after: stored,
    erased: book.erased,
    // By the worker's own clock, as it judges: one that is ten minutes ahead counts its hour from there.
    wholes: wholes.map(({ last, run, told }) => ({
      seen: (last as Walk).seen,
      at: told?.finishedAt ?? run.endedAt,
    })),
    ...askedIn(walks, book.listing),
    isEmptied: walks.some(({ last, run }) => isEmptied(last) && run.pages.at(-1)?.isPage === true),
    isExact: deed.isExact && walks[0]?.told !== undefined,
    wasFrozen: book.pull?.freeze,
    freeze,
    agreed: book.agreed,
  });
  book.agreed = agreed;
  return wrong;
}

/** What the source said of single reviews: those that were there, and those that it denied. */
function askedIn(walks: readonly Walked[], { source }: Listing): Pick<Absence, 'found' | 'denied'> {
  const asks = walks.flatMap(({ run }) => run.asks);
  const there = asks.filter(({ id, row }) => row !== undefined && isReviewOf(row, id, source));
  return {
    found: new Set(there.map(({ id }) => id)),
    denied: new Set(asks.filter(({ isDenied }) => isDenied).map(({ id }) => id)),
  };
}

function isEmptied(walk: Walk | undefined): boolean {
  return walk !== undefined && walk.next === undefined && walk.seen.size === 0 && (walk.total ?? 0) > 0;
}
