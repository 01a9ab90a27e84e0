/** In which order a column writes day, month and year; or from which year its numbers count days. */
export type DayOrder = 'ymd' | 'dmy' | 'mdy' | 'from-1900' | 'from-1904';

/** How a day is written: its parts are told, or stand in an order that only the whole column can tell. */
type Written =
  | { readonly kind: 'told'; readonly day: string | undefined }
  | { readonly kind: 'parts'; readonly parts: readonly [string, string, string] }
  | { readonly kind: 'serial'; readonly days: number };

const DAY_MS = 86_400_000;
const EPOCHS = { 'from-1900': Date.UTC(1899, 11, 30), 'from-1904': Date.UTC(1904, 0, 1) } as const;
/** A time of day behind a day, with or without a zone; it changes nothing about the day that stands there. */
const TIME =
  /[T\s,]+(?:at\s+|um\s+|à\s+|klo\s+|kl\.?\s+|(?:오전|오후|上午|下午|午前|午後)\s*)?\d{1,2}(?:[:h.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?\s?m\.?|午前|午後)?|\s*[ap]\.?m\.?)\s*(?:z|utc|gmt|[a-z]{2,5})?\s*(?:(?:utc|gmt)?[+-]\d{1,2}:?\d{0,2})?(?:\s\([a-z\s]+\))?$/iu;
const FIRST_WORD = /^(\p{L}[\p{L}\p{M}-]+)\.?,?\s+(?=\P{N}*\p{N})/u;
/** Testimonials are not older; days before it are what programs write where there is none. */
const EARLIEST = '1971-01-01';
/** Languages in which months are read by their names; where two languages mean different months, neither is read. */
const LANGUAGES = [
  ...[
    'en',
    'es',
    'fr',
    'de',
    'it',
    'pt',
    'nl',
    'ca',
    'sv',
    'da',
    'nb',
    'fi',
    'pl',
    'cs',
    'sk',
    'hu',
    'ro',
    'tr',
    'ru',
  ],
  ...['uk', 'el', 'hr', 'sl', 'vi', 'id'],
];

/**
 * Reads a day as anybody would at a glance: `2024-03-05`, "March 5, 2024", "5. März 2024", `05-Mar-24`, `3/5/2024 10:22`.
 *
 * @param order how the column writes days; needed for figures alone, such as `3/5/2024` or `45356`
 * @param today `YYYY-MM-DD`; a year of two figures is at most ten years after it
 * @returns `YYYY-MM-DD`; `undefined` when it is no day, or not a whole one
 */
export function readDay(text: string, order: DayOrder | undefined, today: string): string | undefined {
  const written = takeApart(text, today);
  return written && dayOf(written, order, today);
}

function dayOf(written: Written, order: DayOrder | undefined, today: string): string | undefined {
  if (written.kind === 'told') return written.day;
  if (written.kind === 'serial') {
    if (order !== 'from-1900' && order !== 'from-1904') return undefined;
    const day = new Date(EPOCHS[order] + written.days * DAY_MS).toISOString().slice(0, 10);
    return day >= EARLIEST ? day : undefined;
  }
  const [a, b, c] = written.parts;
  if (order === 'mdy') return toDay(c, a, b, today);
  if (order === 'dmy') return toDay(c, b, a, today);
  return order === 'ymd' ? toDay(a, b, c, today) : undefined;
}

/**
 * The orders in which a column can be written: those that read every day which any order reads, none of them to come;
 * where days contradict one another, all that read some.
 * One means that it is certain, none that no day needs an order.
 *
 * @param latest the last day that can stand there, `YYYY-MM-DD`
 */
export function possibleOrders(
  values: readonly string[],
  today: string,
  latest = today,
): readonly DayOrder[] {
  const open = [...new Set(values)].flatMap((value) => {
    const written = takeApart(value, today);
    return written === undefined || written.kind === 'told' ? [] : [written];
  });
  const orders: readonly DayOrder[] = ['dmy', 'mdy', 'ymd', 'from-1900', 'from-1904'];
  const read = orders.map((order) => {
    const days = open.filter((written) => {
      const day = dayOf(written, order, today);
      return day !== undefined && day <= latest;
    });
    return { order, days: new Set(days) };
  });
  const all = read.reduce((sum, { days }) => sum.union(days), new Set<Written>());
  const best = read.filter(({ days }) => days.size > 0 && days.size === all.size);
  const some = read.filter(({ days }) => days.size > 0);
  return (best.length > 0 ? best : some).map(({ order }) => order);
}

function takeApart(text: string, today: string): Written | undefined {
  const plain = text.normalize('NFKC').trim();
  const date = withoutWeekday(plain.replace(TIME, ''));
  const [, y, m, d] =
    /^(\d{4})\s?[./年-]\s?(\d{1,2})\s?[./月-]\s?(\d{1,2})日?\.?$/u.exec(date) ??
    /^((?:19|20)\d{2})(\d{2})(\d{2})$/u.exec(date) ??
    [];
  if (y && m && d) return { kind: 'told', day: toDay(y, m, d, today) };
  if (/^\d{5}(?:[.,]\d+)?$/u.test(plain)) return { kind: 'serial', days: Number(plain.slice(0, 5)) };
  const [, a, b, c] = /^(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})\.?$/u.exec(date) ?? [];
  if (a && b && c) return { kind: 'parts', parts: [a, b, c] };
  return named(date, today);
}

/** With the month's name: "5 Mar 2024", "March 5th, 2024", "5 de marzo de 2024", "2024 March 5". */
function named(date: string, today: string): Written | undefined {
  const [, word = ''] = /(?:^|[\s\d.,/-])(\p{L}{3,}[\p{L}\p{M}]*)/u.exec(withoutParticles(date)) ?? [];
  const month = MONTHS.get(fold(word));
  if (month === undefined) return undefined;
  const rest = withoutParticles(date)
    .replace(word, ' # ')
    .replaceAll(/[\s.,/-]+/gu, ' ')
    .trim();
  const day = String.raw`(\d{1,2})(?:st|nd|rd|th|er|[ºªo])?`;
  const year = String.raw`['’]?(\d{4}|\d{2})`;
  const [, d1, y1] =
    new RegExp(`^${day} # ${year}$`, 'iu').exec(rest) ??
    new RegExp(`^# ${day} ${year}$`, 'iu').exec(rest) ??
    [];
  if (d1 && y1) return { kind: 'told', day: toDay(y1, String(month), d1, today) };
  const [, y2, d2] = new RegExp(`^(\\d{4}) # ${day}$`, 'iu').exec(rest) ?? [];
  return y2 && d2 ? { kind: 'told', day: toDay(y2, String(month), d2, today) } : undefined;
}

/** Only a weekday may go: "before" and "approx." change what is said. */
function withoutWeekday(date: string): string {
  const [whole = '', word = ''] = FIRST_WORD.exec(date) ?? [];
  const isWeekday = WEEKDAYS.has(fold(word)) && !MONTHS.has(fold(word));
  return isWeekday ? date.slice(whole.length).trim() : date.trim();
}

function withoutParticles(date: string): string {
  return date
    .replaceAll(/(?<=[\s\d])(?:de|del|of|the|den|di|r\.?|г\.?|року|roku)(?=\s|$)/giu, ' ')
    .replace(/^(?:le|el|den|am|the)\s/iu, '');
}

const MONTHS = monthNames();
const WEEKDAYS = weekdayNames();

function weekdayNames(): ReadonlySet<string> {
  const formats = LANGUAGES.flatMap((language) =>
    (['long', 'short'] as const).map(
      (weekday) => new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }),
    ),
  );
  const days = Array.from({ length: 7 }, (_, at) => Date.UTC(2024, 0, 1 + at));
  return new Set(formats.flatMap((format) => days.map((day) => fold(format.format(day)))));
}

/** The names of months as the browser knows them, long and short, alone and within a date. */
function monthNames(): ReadonlyMap<string, number> {
  const styles = (['long', 'short'] as const).flatMap((month) => [
    { month },
    { month, day: 'numeric', year: 'numeric' } as const,
  ]);
  const formats = LANGUAGES.flatMap((language) =>
    styles.map((style) => new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' })),
  );
  const names = new Map<string, Set<number>>([['sept', new Set([9])]]);
  for (const format of formats) {
    for (let at = 0; at < 12; at += 1) {
      const part = format.formatToParts(Date.UTC(2024, at, 15)).find(({ type }) => type === 'month');
      const name = fold(part?.value ?? '');
      if (/\p{L}{3}/u.test(name)) names.set(name, (names.get(name) ?? new Set<number>()).add(at + 1));
    }
  }
  return new Map(
    [...names].flatMap(([name, all]) => (all.size === 1 ? [[name, [...all][0] ?? 0] as const] : [])),
  );
}

function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}|\./gu, '')
    .toLowerCase();
}

function toDay(year: string, month: string, day: string, today: string): string | undefined {
  const whole = year.length === 2 ? wholeYear(year, today) : year;
  const text = `${whole}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${text}T00:00:00.000Z`);
  const isDay = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
  return isDay && text >= EARLIEST ? text : undefined;
}

function wholeYear(year: string, today: string): string {
  const isOfThisCentury = Number(year) <= Number(today.slice(2, 4)) + 10;
  return `${isOfThisCentury ? 20 : 19}${year}`;
}
