import type { FileLook } from './csv-file.ts';

/** What a column of a file can be. */
export const COLUMN_ROLES = [
  'text',
  'author',
  'stars',
  'writtenOn',
  'location',
  'language',
  'consent',
  'signedOn',
  'lastDay',
  'source',
  'testimonialId',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** Which column is what, by its place from 0; a role without a column is absent. */
export type Columns = Readonly<Partial<Record<ColumnRole, number>>>;

/** In which order a file writes day, month and year. */
export type DayOrder = 'ymd' | 'dmy' | 'mdy';

/** Headers by what they mean, in the order in which they are tried; matched in lower case without signs. */
const HEADERS: Readonly<Record<ColumnRole, RegExp>> = {
  testimonialId: /^testimonial ?id$/u,
  signedOn:
    /^(?:consent )?(?:signed|firmado|signe)(?: (?:on|at|el|le))?$|consent (?:date|signed)|date of consent/u,
  lastDay:
    /^(?:consent )?(?:ends?|expir\w*|valid until|until|hasta|fin)(?: (?:on|at|date))?$|consent (?:ends|expir)/u,
  source: /^(?:source|platform|site|website|origin|plattform|quelle|fuente|plataforma|plateforme)$/u,
  consent:
    /^(?:consent\w*|permission|agree\w*|may (?:we )?(?:publish|show)|consentimiento|permiso|accord|autorisation)(?: .*)?$/u,
  stars: /^(?:stars?|rating|score|estrellas|puntuacion|etoiles|note)$/u,
  writtenOn: /^(?:written(?: on)?|date|created(?: at)?|day|submitted(?: on| at)?|fecha|jour)$/u,
  location: /^(?:location\w*|place|branch|clinic|office|lugar|sede|lieu)$/u,
  language: /^(?:lang\w*|idioma|langue)$/u,
  author: /^(?:name|author|patient(?: name)?|first name|reviewer|nombre|autor|nom|auteur|prenom)$/u,
  text: /^(?:text|words?|testimonial|review|comment|feedback|message|body|quote|texto|testimonio|comentario|texte|temoignage|avis)$/u,
};

/** Guesses which column is what, by the headers. */
export function guessColumns(headers: readonly string[]): Columns {
  const plain = headers.map((header) =>
    header
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  );
  const taken = new Set<number>();
  const columns: Partial<Record<ColumnRole, number>> = {};
  for (const [role, pattern] of Object.entries(HEADERS) as [ColumnRole, RegExp][]) {
    const at = plain.findIndex((header, place) => !taken.has(place) && pattern.test(header));
    if (at < 0) continue;
    columns[role] = at;
    taken.add(at);
  }
  return columns;
}

const YES = /^(?:yes|y|true|1|x|ok|agreed|consent\w*|signed|given|in force|in-force|si|oui|ja)$/u;

/** The different values of a column, as far as the file was looked at; at most 20, the most frequent first. */
export function valuesOf({ rows }: FileLook, column: number | undefined): readonly string[] {
  if (column === undefined) return [];
  const counts = new Map<string, number>();
  for (const { cells } of rows) {
    const value = (cells[column] ?? '').trim();
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 20)
    .map(([value]) => value);
}

/** Whether a value of a consent column means that there is one, as far as one can guess. */
export function looksLikeConsent(value: string): boolean {
  return YES.test(value.normalize('NFKD').replaceAll(/\p{M}/gu, '').trim().toLowerCase());
}

const PARTS = /^(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\b/u;

/** Guesses in which order days are written: whatever stands first beyond 12 is a day. @param values as in the file */
export function guessDayOrder(values: readonly string[], isAmerican: boolean): DayOrder {
  const parts = values.flatMap((value) => {
    const [, first, second] = PARTS.exec(value.trim()) ?? [];
    return first && second ? [{ first: Number(first), second: Number(second) }] : [];
  });
  if (parts.length === 0) return 'ymd';
  if (parts.some(({ first }) => first > 12)) return 'dmy';
  if (parts.some(({ second }) => second > 12)) return 'mdy';
  return isAmerican ? 'mdy' : 'dmy';
}
