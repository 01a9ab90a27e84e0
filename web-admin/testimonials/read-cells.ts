import type { Language } from '../../functions/domain/clinic.ts';

const EMPTY = /^(?:null|\(null\)|\\n|n\/a|#n\/a)$/iu;
/** What a spreadsheet puts where it could not compute or show a cell; what stood there is lost. */
const SPREADSHEET_FAULT = /^#(?:name\?|ref!|value!|div\/0!|null!|num!|spill!|calc!|error!|\++|#+)$/iu;

/** The text of a cell; what databases write for nothing counts as nothing. */
export function readCell(cell: string): string {
  const text = cell.trim();
  return EMPTY.test(text) ? '' : text;
}

/** Whether a spreadsheet wrote a fault where something stood. */
export function isSpreadsheetFault(cell: string): boolean {
  return SPREADSHEET_FAULT.test(cell.trim());
}

const FORMULA = /^=\s*(?:[\p{L}_][\p{L}\d_.]*\(|\$?[a-z]{1,3}\$?\d+(?:$|[\s+\-*/&:!;,)])|["({])/iu;

/** Whether a cell holds a formula, and not what a spreadsheet shows for it. */
export function isFormula(cell: string): boolean {
  return FORMULA.test(cell.trim());
}

const FOR_MACHINES =
  /&(?:#\d{2,6}|#x[\da-f]{2,5}|amp|quot|apos|[lg]t|nbsp|[lr][sd]quo|hellip|[mn]dash|[a-z]{1,2}(?:acute|grave|uml|circ|tilde|cedil|lig|ring|slash));|<\/?(?:br|p|div|span|strong|em|[bi]|a|ul|li)(?:\s[^<>]*)?\/?>|_x[\da-f]{4}_|\\u[\da-f]{4}/iu;

/** What a program wrote into a cell instead of a letter or a line break, such as `&#8217;`, `<br>` or `_x000D_`. */
export function findMarkup(cell: string): string | undefined {
  return FOR_MACHINES.exec(cell)?.[0];
}

/** A value as it is compared with others: case, accents, width and blanks do not count. */
export function foldValue(value: string): string {
  return value.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
}

const WORDS_FOR_STARS: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5 };

/** "5", "4.0", "3/5", "5 stars", "4 out of 5", "★★★★☆", "FIVE"; `undefined` for anything else. */
export function readStars(text: string): number | undefined {
  const plain = text.normalize('NFKC').replaceAll('\uFE0F', '').trim();
  if (/^[★⭐🌟]{1,5}[☆✩]{0,4}$/u.test(plain)) {
    const drawn = [...plain].filter((one) => one !== '☆' && one !== '✩').length;
    return [...plain].length <= 5 ? drawn : undefined;
  }
  const end = String.raw`\s*[-–]?\s*(?:★|⭐|stars?|estrellas?|étoiles?|etoiles?|sterne?)?$`;
  const figure = new RegExp(
    String.raw`^([1-5])(?:[.,]0+)?(?:\s*(?:\/|of|out of|de|sur|von)\s*5(?:[.,]0+)?)?${end}`,
    'iu',
  );
  const [, number] = figure.exec(plain) ?? [];
  if (number !== undefined) return Number(number);
  const [, word = ''] = /^(one|two|three|four|five)(?:\s+stars?)?$/iu.exec(plain) ?? [];
  return new Map(Object.entries(WORDS_FOR_STARS)).get(word.toLowerCase());
}

/** The highest whole figure of a column that is more than 5: its scale is another one. `undefined` where there is none. */
export function higherThanFive(values: readonly string[]): string | undefined {
  const figures = values.map(
    (value) => /^(\d{1,3})(?:[.,]\d+)?(?:\s*(?:\/|of|out of)\s*\d+)?\s*%?$/iu.exec(value.trim())?.[1],
  );
  return figures
    .filter((one) => one !== undefined && Number(one) > 5)
    .toSorted((a, b) => Number(b) - Number(a))[0];
}

const LANGUAGE_NAMES: Readonly<Record<Language, readonly string[]>> = {
  en: ['en', 'eng', 'english', 'ingles', 'anglais', 'englisch'],
  es: ['es', 'spa', 'spanish', 'espanol', 'castellano', 'espagnol', 'spanisch'],
  fr: ['fr', 'fra', 'fre', 'french', 'francais', 'frances', 'franzosisch'],
};

/** The language that a value names for certain, by code, with or without a country, or by name; `undefined` otherwise. */
export function readLanguage(value: string): Language | undefined {
  const plain = foldValue(value)
    .replace(/^([a-z]{2})[-_][a-z]{2}$/u, '$1')
    .replace(/\s*\([^)]*\)$/u, '');
  return (Object.keys(LANGUAGE_NAMES) as Language[]).find((language) =>
    LANGUAGE_NAMES[language].includes(plain),
  );
}

const YES =
  /^(?:yes|yes please|y|yep|true|1|x|ok|okay|on|agree|agreed|i agree|accept|accepted|consent|consents|consented|consent given|signed|given|granted|in force|in-force|opt(?:ed)?[ -]in|si|oui|ja|jo|j|sim|da|tak|ano|igen|evet|kylla|ναι|да|так|hai|はい|是|同意|예|네|동의|نعم|כן|vrai|verdadero|wahr|vero|✓|✔|☑|✅)[.!]?$/u;

/** Whether a value of a consent column means that there is one, as far as one can tell at a glance. */
export function looksLikeConsent(value: string): boolean {
  return YES.test(foldValue(value.replaceAll('\uFE0F', '')));
}

/**
 * Sites that have reviews of their own. The list is long so that their rows are explained well; a site that is missing
 * is no patient's own word either, until a person says so.
 */
const OTHER_SITE =
  /google|goog|gmb|gbp|\bg\b|\bmaps?\b|my ?business|business profile|yelp|facebook|\bfb\b|\bmeta\b|instagram|zocdoc|healthgrades|\bvitals\b|rate ?mds|webmd|trust ?pilot|trip ?advisor|\bbing\b|apple|foursquare|nextdoor|better business|\bbbb\b|\bangi\b|angie.?s list|thumbtack|birdeye|podium|doctolib|jameda|doctoralia|topdoctors|whatclinic|realself|care ?dash|sharecare|opencare|demandforce|trustindex|judge\.?me|reviews\.?io|feefo|capterra|\bg2\b|amazon|tiktok|linkedin|twitter|reddit|baidu|yandex|naver|2gis/iu;

/** Google's tools with which a clinic asks its own patients; they are no site of reviews. */
const OWN_TOOL = /\bgoogle ?(?:forms?|formular\w*|formulaires?|sheets?|docs?|drive)\b/gu;
/** Nothing but the name of a site, whatever the column is called. */
const SITE_ALONE =
  /^(?:google|gmb|gbp|yelp|facebook|fb|trust ?pilot|trip ?advisor|zocdoc|healthgrades|jameda|doctoralia|doctolib|bbb)(?: ?\+)?(?: (?:maps?|reviews?|business|my business|business profile|local|places?|bewertung\w*|rezension\w*|avis|resenas?))?$/u;

/** Whether a value names a site with reviews of its own, or leads to one. */
export function isOtherSite(value: string): boolean {
  return OTHER_SITE.test(foldValue(value).replaceAll(OWN_TOOL, ' '));
}

/** Whether a value is the name of a site with reviews of its own, and nothing else. */
export function isSiteAlone(value: string): boolean {
  return SITE_ALONE.test(foldValue(value));
}

const REVIEW_LINK =
  /^(?:https?:\/\/)?(?:[\w-]+\.)*(?:google\.[a-z.]{2,6}|goo\.gl|g\.page|g\.co|yelp\.[a-z.]{2,6}|facebook\.com|trustpilot\.com|zocdoc\.com|healthgrades\.com|tripadvisor\.[a-z.]{2,6})(?:[/?#]|$)/iu;

/** Whether a cell is a link to a site with reviews of its own. */
export function isReviewLink(cell: string): boolean {
  return REVIEW_LINK.test(cell.trim());
}
