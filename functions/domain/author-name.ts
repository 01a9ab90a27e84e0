import type { AuthorStyle } from './clinic.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Longest name that is read as one; the longest first name. */
const MOST_CHARACTERS = 80;
const MOST_WORDS = 5;
const LONGEST_WORD = 20;

/** Invisible signs, signs that turn the direction of writing, emoji and other pictures. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{S}]/gu;
/** No writing puts more than three marks on a letter. */
const FLOOD = /(\p{M}{3})\p{M}+/gu;
/** What stands beside a name: `(mom of Leo)`, `"Leo's mom"`, `| Portland`. */
const ASIDE = /[([{"“”«»|/~].*$/u;
/** Ways to reach somebody, written in whatever way. */
const CONTACT =
  /@|:\/\/|\bwww\b|\bhttps?\b|\p{L}\.(?:com|net|org|edu|gov|info|biz|io|co|me|us|uk|ca|fr|es|de|mx)\b|gmail|g-mail|hotmail|yahoo|icloud|protonmail|instagram|facebook|whatsapp|\boutlook\b|\b(?:at|arroba|arobase)\b.*\b(?:dot|punto|point)\b/iu;
/** Nobody's name: what sources write for people who gave none, and what a business or a group is called. */
const NOBODY =
  /^\s*(?:n\/a|n\.a\.?|none|null|undefined|nobody|test|private?)\s*$|\b(?:user|usuario|utilisateur|nutzer|utente|anon|anonym\w*|an[oó]nim\w*|customer|client[ea]?|patient|unknown|guest|llc|inc|ltd|gmbh|s\.?a\.?r\.?l|corp|company|clinic|clinique|cl[ií]nica|studio|spa|salon|yoga|massage|team|group|family|familia|famille|reviews?|dental|center|centre|services?)\b/iu;
/** What sources write for people who gave no name. */
const PLACEHOLDER =
  /^(?:an? )?(?:google|yelp|qype) user$|^anon\w*$|google-?nutzer|(?:utilisateur|usuario|utente).*google/iu;
const TITLE =
  /^(?:dr|dra|mr|mrs|ms|mx|miss|prof|sir|rev|sra?|srta|se[ñn]ora?|mme|mlle|madame|monsieur|m|don|do[ñn]a|herr|frau|fam|famili[ae])\.?$/iu;
const ENDING =
  /^(?:jr|sr|ii|iii|iv|2nd|3rd|phd|ph\.d|md|m\.d|dds|do|rn|np|esq|lac|l\.ac|dacm|dpt|pt|mba|cpa)\.?$/iu;
/** A word that can be a name: letters, with an apostrophe or a hyphen between them. */
const NAME = /^\p{L}[\p{L}\p{M}]*(?:['’‘`-][\p{L}\p{M}]+)*\.?$/u;
/** Two words in one, as handles have it (some names are written so), or somebody else's name: `Leo's`. */
const HANDLE = /^(?!Mc|Mac|De|Di|La|Le|O['’]).*\p{Ll}\p{Lu}|^\p{Lu}{2,}\p{Ll}|[._]\p{L}|['’]s$/u;
/** Names that are written family name first, or without a space between the names. */
const FAMILY_FIRST =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|^(?:nguy[eễ]n|tr[aầ]n|ph[aạ]m|hu[yỳ]nh|ho[aà]ng)$/iu;

/**
 * Prints a reviewer's name with less than the whole: `Maria Lopez` becomes `Maria L.`, or `M. L.` as initials. A name of
 * one word stays as it is. What cannot be shortened safely, because nobody can tell which word is the first name, becomes
 * initials in either style; what may be no name at all, such as an address or a business, is not printed.
 *
 * @param name the name as the source gives it
 * @returns `undefined` when nothing may be printed
 */
export function shortenName(name: string, style: AuthorStyle): string | undefined {
  const read = readName(name);
  if (!read) return undefined;
  const { first, last, isSafe } = read;
  return style === 'initials' || !isSafe ? initialsOf(first, last) : nameOf(first, last);
}

/**
 * Tells whether a person should look at a name: it cannot be shortened as names are, and may be an address, a number, a
 * handle or a business. Names whose script or custom puts the family name first are no reason.
 */
export function isOddName(name: string): boolean {
  if (PLACEHOLDER.test(name.trim()) || !/[\p{L}\p{N}]/u.test(name)) return false;
  const read = readName(name);
  return !read || (!read.isSafe && !FAMILY_FIRST.test(read.first));
}

interface ReadName {
  readonly first: string;
  readonly last: string | undefined;
  readonly isSafe: boolean;
}

/** The words of a name that count; `undefined` when it may be no name. */
function readName(name: string): ReadName | undefined {
  const whole = name
    .normalize('NFKC')
    .toWellFormed()
    .replace(UNSEEN, ' ')
    .replaceAll(FLOOD, '$1')
    .normalize('NFC');
  const digits = whole.match(/\p{N}/gu)?.length ?? 0;
  if (
    digits > 2 ||
    /^\s*\p{N}/u.test(whole) ||
    whole.length > MOST_CHARACTERS ||
    CONTACT.test(name.normalize('NFKC')) ||
    NOBODY.test(whole)
  ) {
    return undefined;
  }
  const [told = '', afterComma = ''] = whole.replace(ASIDE, '').split(/[,;،、]/u);
  const said = told.split(/\s+/u).filter((word) => /\p{L}/u.test(word));
  // At the beginning such letters are initials: `JR Smith`.
  const parts = said.filter((word, at) => !TITLE.test(word) && (at === 0 || !ENDING.test(word)));
  const [first, last] = [parts[0], parts.length > 1 ? parts.at(-1) : undefined];
  if (first === undefined || parts.length > MOST_WORDS || /^\p{N}/u.test(first)) return undefined;
  const isTurned = afterComma.split(/\s+/u).some((word) => NAME.test(word) && !ENDING.test(word));
  const isTitleAlone = parts.length === 1 && said.some((word) => TITLE.test(word));
  const isSafe =
    !isTurned && !isTitleAlone && digits === 0 && isFirstName(first) && !isFamilyInCapitals(first, last);
  return { first, last, isSafe };
}

function isFirstName(word: string): boolean {
  return NAME.test(word) && word.length <= LONGEST_WORD && !HANDLE.test(word) && !FAMILY_FIRST.test(word);
}

/** `DUPONT Marie`, as forms ask for it. */
function isFamilyInCapitals(first: string, last: string | undefined): boolean {
  const isLoud = (word: string) => /^\p{Lu}[\p{Lu}'’-]+$/u.test(word);
  return last !== undefined && isLoud(first) && !isLoud(last);
}

function nameOf(first: string, last: string | undefined): string {
  const ending = initial(last);
  return ending === undefined ? first : `${first} ${ending}`;
}

/** Where the family name comes first and stands alone in one word, its first character is all there is. */
function initialsOf(first: string, last: string | undefined): string | undefined {
  const initials = [initial(first), FAMILY_FIRST.test(first) ? undefined : initial(last)];
  return initials.filter((one) => one !== undefined).join(' ') || undefined;
}

function initial(word = ''): string | undefined {
  for (const { segment } of graphemes.segment(word)) if (/^\p{L}/u.test(segment)) return `${segment}.`;
  return undefined;
}
