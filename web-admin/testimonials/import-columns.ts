import { foldValue, higherThanFive, readStars } from './read-cells.ts';

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

/** What the headers tell of the columns. */
export interface GuessedColumns {
  readonly columns: Columns;
  /** Roles that more than one header could have; a person says which. */
  readonly doubtful: readonly ColumnRole[];
}

/** The headers of the file that we write ourselves, in the words of {@link plainHeader}. */
const OWN: Readonly<Record<ColumnRole, string>> = {
  testimonialId: 'testimonial id',
  location: 'place',
  source: 'origin',
  text: 'words',
  stars: 'stars',
  author: 'name',
  language: 'language',
  writtenOn: 'written on',
  consent: 'consent state',
  signedOn: 'consent signed on',
  lastDay: 'consent ends on',
};

/** Headers by what they mean, in the order in which they are tried; matched without case, accents and signs. */
const HEADERS: Readonly<Record<Exclude<ColumnRole, 'testimonialId'>, RegExp>> = {
  signedOn:
    /^(?:consent )?(?:signed|firmado|signe|unterschrieben)(?: (?:on|at|el|le|am))?$|consent (?:date|(?:signed|given) (?:on|at))$|date of consent|^(?:signature|signing) date$|^fecha de (?:consentimiento|firma)$/u,
  lastDay:
    /^(?:consent )?(?:expir\w*|valid until)(?: (?:on|at|date))?$|^consent (?:ends?|until|hasta|fin)(?: (?:on|at|date))?$|consent (?:ends|expir)|^(?:gultig bis|valable jusqu.*|valido hasta)$/u,
  source:
    /^(?:(?:review |testimonial )?(?:source|platform|site|website|channel|portal|network)(?: name)?|(?:review|testimonial)s? (?:from|type)|source of (?:the )?(?:review|testimonial)s?|(?:where )?(?:posted|published|reviewed|collected) (?:via|from)|via|publisher|origin|plattform|quelle|herkunft|(?:bewertungs)?portal|kanal|fuente|origen|procedencia|plataforma|plateforme|provenance|source de l avis|canal)$/u,
  consent:
    /^(?:consent\w*|permission|(?:i )?agree\w*|may (?:we )?(?:publish|show|share|use)|(?:ok|okay) to (?:publish|share|use)|consentimiento|permiso|accord|autorisation|einwilligung|einverstanden)(?: .*)?$/u,
  stars: /^(?:stars?|(?:star )?rating|estrellas|puntuacion|valoracion|etoiles|sterne|bewertung)$/u,
  writtenOn:
    /^(?:written(?: on)?|date|date written|created(?: at| on)?|timestamp|day|submitted(?: on| at)?|submission date|fecha|jour|datum)$/u,
  location:
    /^(?:location\w*|place|branch|clinic(?: location)?|office|practice|lugar|sede|clinica|lieu|cabinet|standort|praxis)$/u,
  language: /^(?:lang\w*|idioma|langue|sprache)$/u,
  author:
    /^(?:(?:full |display |client |customer |patient |reviewer |patient s )?name|author|patient|first name|reviewer|nombre|autor|nom|auteur|prenom|vorname)$/u,
  text: /^(?:text|words?|testimonials?|reviews?|review text|comments?|feedback|message|body|quote|content|texto|testimonio|comentario|opinion|texte|temoignage|avis|kommentar|nachricht|erfahrung)$/u,
};
/** A column about consents that speaks of its contrary or its end: a "yes" in it means none. */
const NO_CONSENT =
  /\b(?:not?|without|withdr\w*|revo\w*|refus\w*|declin\w*|den(?:y|ied)|opt(?:ed)? out|by|for|kept|shown|id|text)\b/u;

/**
 * What a header about a consent may say besides, so that it is one to publish words. One to treatment, mails, photographs
 * or anything else is not; a person says which column it is.
 */
const OF_PUBLISHING =
  /^(?:consent\w*|permission|agree\w*|may|ok|okay|we|us|you|i|do|is|are|to|the|a|of|on|in|our|your|my|their|patients?|publi(?:sh|c)\w*|shar(?:e|ed|ing)|us(?:e|ed|ing)|display\w*|post(?:ed|ing)?|quot(?:e|ed)|words?|testimonials?|reviews?|comments?|feedback|text|website|web|site|online|given|status|state|yes|no|y|n|received|obtained|granted|written|form|consentimiento|permiso|accord|autorisation|einwilligung|einverstanden|zur?|veroffentlich\w*|erteilt|liegt|vor|para|de|del|el|la|le|les|du|publier|publicar|otorgado|dado|donnee?|pour|temoignage|testimonio|kommentar)$/u;

/** A header as it is compared: lower case, without accents and signs. */
function plainHeader(header: string): string {
  return foldValue(header)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** How many roles the cells of a row name, each counted once. */
export function knownHeaders(cells: readonly string[]): number {
  const plain = cells.map(plainHeader);
  return Object.values(HEADERS).filter((pattern) => plain.some((header) => pattern.test(header))).length;
}

/** Finds out which column is what, by the headers alone; what two headers could mean is left open, not guessed. */
export function guessColumns(headers: readonly string[]): GuessedColumns {
  const plain = headers.map(plainHeader);
  if (plain.includes(OWN.testimonialId)) {
    const own = Object.entries(OWN).map(([role, header]) => [role, plain.indexOf(header)] as const);
    return { columns: Object.fromEntries(own.filter(([, at]) => at >= 0)), doubtful: [] };
  }
  const taken = new Set<number>();
  const columns: Partial<Record<ColumnRole, number>> = {};
  const doubtful: ColumnRole[] = [];
  for (const [role, pattern] of Object.entries(HEADERS) as [keyof typeof HEADERS, RegExp][]) {
    const fitting = plain.flatMap((header, at) =>
      !taken.has(at) && pattern.test(header) && (role !== 'consent' || isToPublish(header)) ? [at] : [],
    );
    for (const at of fitting) taken.add(at);
    const [only, ...others] = fitting;
    if (others.length > 0) doubtful.push(role);
    else if (only !== undefined) columns[role] = only;
  }
  return { columns, doubtful };
}

function isToPublish(header: string): boolean {
  return !NO_CONSENT.test(header) && header.split(' ').every((word) => OF_PUBLISHING.test(word));
}

/** The different values of a column by {@link foldValue}, each as it stands first, the most frequent first. */
export function valuesOf(
  rows: readonly { readonly cells: readonly string[] }[],
  column: number,
): ReadonlyMap<string, { readonly value: string; readonly many: number }> {
  const counts = new Map<string, { value: string; many: number }>();
  for (const { cells } of rows) {
    const value = (cells[column] ?? '').trim();
    const known = counts.get(foldValue(value)) ?? { value, many: 0 };
    counts.set(foldValue(value), { ...known, many: known.many + 1 });
  }
  return new Map([...counts].toSorted(([, a], [, b]) => b.many - a.many));
}

/** The highest value of a column of stars that speaks of another scale than 1 to 5; `undefined` where none does. */
export function otherScale(values: readonly string[]): string | undefined {
  const wrong = values.filter((value) => readStars(value) === undefined);
  return higherThanFive(wrong);
}
