import type { Listing } from '../../functions/domain/clinic.ts';
import type { Freeze, Pull, PullRun } from '../../functions/domain/pull.ts';
import type { Review } from '../../functions/domain/review.ts';
import { judgeAbsence, type Missing } from './absence-rules.ts';
import { versionOfStored } from './versions.ts';
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
    const known = [...walks.map(({ last }) => last), book.open];
    walks.push(walkThrough(book, run, { ...deed, known }));
  }
  const stored = new Map(look.stored.map((review) => [review.sourceReviewId, review]));
  const wrong = deed.runs.flatMap(({ falsePages }) => falsePages);
  if (stored.size !== look.stored.length) wrong.push('A review is stored twice.');
  const scene: Scene = { book, deed, walks, stored, look };
  wrong.push(...checkRows(scene), ...checkRuns(scene), ...checkClocks(scene));
  wrong.push(...judgeAbsences(scene));
  const cursor = look.pull?.checkpoint?.cursor;
  const last = [...walks.map(({ last }) => last), book.open].findLast((walk) => walk?.next === cursor);
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
  const whole = source !== 'yelp' && last !== undefined && isLastRead && isWhole(last);
  return { run, ...(told && { told }), all, last, isWhole: whole };
}

function goOnFrom(open: Walk | undefined, run: Run): Walk {
  return open ? goOnWith(open) : startWalk(run.startedAt, false);
}

/** Rows that were served in the runs, with every version of theirs. */
function versionsServed(walks: readonly Walked[]): ReadonlyMap<string, ReadonlySet<string>> {
  const served = new Map<string, Set<string>>();
  for (const { all } of walks)
    for (const { rows } of all)
      for (const [id, version] of rows) served.set(id, (served.get(id) ?? new Set()).add(version));
  return served;
}

function checkRows({ book, deed, walks, stored }: Scene): string[] {
  const wrong: string[] = [];
  const served = versionsServed(walks);
  for (const [id, review] of stored) {
    const version = versionOfStored(review);
    const before = book.stored.get(id);
    const isBefore = before !== undefined && versionOfStored(before) === version;
    if (!isBefore && !served.get(id)?.has(version)) wrong.push(`${id}: stored words that nobody served.`);
    if (book.erased.has(id)) wrong.push(`${id}: stored though a person asked to erase it.`);
    if (before && before.withdrawnAt === undefined && review.withdrawnAt === undefined) continue;
    if (before?.withdrawnAt !== undefined && review.withdrawnAt === undefined && !served.has(id))
      wrong.push(`${id}: shown again though nobody served it.`);
  }
  for (const { told, all } of walks) {
    if (!told || deed.isSkewed) continue;
    for (const id of all.flatMap(({ rows }) => [...rows.keys()]))
      if (!stored.has(id) && !book.erased.has(id)) wrong.push(`${id}: served whole and not stored.`);
  }
  const [only] = walks;
  if (!deed.isExact || !only?.told) return wrong;
  for (const [id, version] of only.all.flatMap(({ rows }) => [...rows])) {
    const latest = only.all.findLast(({ rows }) => rows.has(id))?.rows.get(id) ?? version;
    const review = stored.get(id);
    if (review && versionOfStored(review) !== latest) wrong.push(`${id}: the latest words are not stored.`);
    if (review?.withdrawnAt !== undefined) wrong.push(`${id}: hidden though the run has served it.`);
  }
  return wrong;
}

/** Pages, calls and time of a run; what it says of itself. */
function checkRuns({ deed, walks }: Scene): string[] {
  const wrong: string[] = [];
  for (const { run, told, all, isWhole: whole, last } of walks) {
    if (!told) continue;
    const { counts } = told;
    if (told.isCoherent && !whole) wrong.push('A run takes its reading for whole that was not.');
    if (deed.isExact && whole && !told.isCoherent)
      wrong.push('A run does not take a whole reading for whole.');
    const dealt = counts.stored + counts.renewed + counts.unchanged + counts.refused + counts.erased;
    if (deed.isExact && dealt !== counts.served) wrong.push(`The counts do not add up to ${counts.served}.`);
    if (!deed.isExact || all.length !== 1 || !last) continue;
    const rows = [...last.rows.keys()].filter((id) => !last.seenBefore.has(id));
    const served = new Set([...rows, ...last.refused]).size;
    if (counts.served !== served) wrong.push(`${counts.served} counted as served, ${served} were.`);
    const refused = [...last.refused].filter((id) => !last.rows.has(id)).length;
    if (counts.refused < refused) wrong.push(`${counts.refused} counted as refused, ${refused} were.`);
    const day = Date.parse(run.startedAt) - Date.parse(last.since);
    if (day > 86_400_000) wrong.push('A run goes on with a reading that is older than a day.');
  }
  return wrong;
}

const HOUR_MS = 3_600_000;
const RETENTION_HOURS = { 'google-business': 29 * 24, yelp: 23, direct: 0 } as const;

function checkClocks({ book, deed, walks, stored }: Scene): string[] {
  const served = versionsServed(walks);
  const { source, pullEveryHours } = book.listing;
  const [only] = walks;
  return [...stored].flatMap(([id, { fetchedAt, expiresAt }]) => {
    const wrong: string[] = [];
    const lent = Date.parse(expiresAt) - Date.parse(fetchedAt);
    if (lent > RETENTION_HOURS[source] * HOUR_MS) wrong.push(`${id}: kept for longer than allowed.`);
    const before = book.stored.get(id)?.fetchedAt;
    if (before !== fetchedAt && !served.has(id))
      wrong.push(`${id}: its clock moved though nobody served it.`);
    if (!deed.isExact || !only?.told || !only.last?.rows.has(id)) return wrong;
    const left = Date.parse(expiresAt) - Date.parse(only.run.endedAt);
    const least = source === 'yelp' ? pullEveryHours : 2 * pullEveryHours;
    if (left < least * HOUR_MS) wrong.push(`${id}: about to lapse though it was served just now.`);
    return wrong;
  });
}

function judgeAbsences(scene: Scene): readonly string[] {
  const { book, deed, walks, stored, look } = scene;
  const wholes = walks.filter((walked) => walked.isWhole);
  const freeze: Freeze | undefined = look.pull?.freeze;
  const { wrong, agreed } = judgeAbsence({
    before: book.stored,
    after: stored,
    erased: book.erased,
    wholes: wholes.map(({ last, run }) => ({ seen: (last as Walk).seen, at: run.endedAt })),
    isEmptied: walks.some(({ last, run }) => isEmptied(last) && run.pages.at(-1)?.isPage === true),
    isExact: deed.isExact && walks[0]?.told !== undefined,
    wasFrozen: book.pull?.freeze,
    freeze,
    agreed: book.agreed,
  });
  book.agreed = agreed;
  return wrong;
}

function isEmptied(walk: Walk | undefined): boolean {
  return walk !== undefined && walk.next === undefined && walk.seen.size === 0 && (walk.total ?? 0) > 0;
}
