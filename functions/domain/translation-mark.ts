/** A place in a text that reads like Google's mark of a machine translation. */
export interface TranslationMark {
  /** First character of the mark, counted in UTF-16 units from 0. */
  readonly start: number;
  /** One past its last character. */
  readonly end: number;
  /** True when its words speak of translating; otherwise it only has the form of a mark. */
  readonly isSure: boolean;
  /** True when it begins a line of the text. */
  readonly beginsLine: boolean;
  /** True when its line holds nothing else. */
  readonly isAlone: boolean;
}

/** A short text in brackets of any script, with what may stand before it on its line. */
const BRACKETED =
  /[([{<（［｛【〔〖「『〈《＜]([^\n()[\]{}（）［］【】]{1,80}?)[)\]}>）］｝】〕〗」』〉》＞]/gu;
const LONGEST_LINE = 80;

/** Google's name in the scripts of the languages that it translates into; other forms of it begin with one of these. */
const GOOGLE =
  /google|googl|gugl|谷歌|谷哥|グーグル|구글|гугл|ґуґл|гоогл|γκουγκλ|גוגל|جوجل|غوغل|قوقل|گوگل|गूगल|गुगल|গুগল|ગૂગલ|ਗੂਗਲ|கூகுள்|கூகிள்|గూగుల్|ಗೂಗಲ್|ഗൂഗിൾ|ගූගල්|กูเกิล|กูเกิ้ล|გუგლ|գուգլ/iu;

/** The beginnings of the words for translating, without accents. They make a mark sure; a language that is missing does not. */
const TRANSLATING = new RegExp(
  [
    'translat|tradu|trasla|tradot|ubersetz|uebersetz|vertal|vertaa|overzet|oversat|oversætt|oversett|þytt|þydd',
    'kaant|kaann|tolg|tulko|isvers|isvert|vertim|tłumacz|tlumacz|preklad|prelož|preloz|preved|preveo|prevod|prijevod',
    'perekl|perev|перев|перекл|превед|превео|превод|аудар|fordit|cevir|cevri|tercum|tərcum|tarjima|terjemah',
    'dich boi|ban dich|salin|metafras|μεταφρ|itzul|cyfieith|aistri|perkthy|tafsir',
    '翻訳|翻译|翻譯|譯|译|訳|번역|תורג|תרג|ترجم|अनुव|অনুব|અનુવ|ਅਨੁਵ|மொழிபெ|అనువ|ಅನುವ|തർജ|വിവർത്തന|පරිවර්|แปล|თარგმ|թարգմ',
  ].join('|'),
  'iu',
);

/**
 * Finds what reads like Google's mark of a machine translation, whatever the language: brackets that name Google and
 * stand where Google puts a mark, or speak of translating; and short lines without brackets that do both.
 *
 * @returns in text order; empty for nearly every text
 */
export function findTranslationMarks(text: string): readonly TranslationMark[] {
  if (!GOOGLE.test(text.normalize('NFKC'))) return [];
  const found = [...text.matchAll(BRACKETED)].flatMap((match) => toMark(text, match));
  return [...found, ...unbracketed(text, found)].toSorted((a, b) => a.start - b.start);
}

function toMark(
  text: string,
  { 0: whole, 1: inside = '', index }: RegExpExecArray,
): readonly TranslationMark[] {
  const words = fold(inside);
  if (!GOOGLE.test(words)) return [];
  const mark = {
    start: index,
    end: index + whole.length,
    isSure: TRANSLATING.test(words),
    ...placeOf(text, index, whole),
  };
  const isWhereMarksAre = mark.isAlone || isBlank(text.slice(0, index));
  return mark.isSure || isWhereMarksAre ? [mark] : [];
}

/** Lines such as "Translated by Google:", which no API is known to give; people copy them from pages. */
function unbracketed(text: string, found: readonly TranslationMark[]): readonly TranslationMark[] {
  return [...text.matchAll(/[^\n]+/gu)].flatMap(({ 0: line, index }) => {
    const [beginning = ''] = line.split(/[:：·・]/u);
    const words = fold(beginning);
    const isMark = beginning.length <= LONGEST_LINE && GOOGLE.test(words) && TRANSLATING.test(words);
    const isFound = found.some(({ start }) => start >= index && start < index + line.length);
    if (!isMark || isFound) return [];
    const end = index + beginning.length;
    return [{ start: index, end, isSure: false, beginsLine: true, isAlone: beginning === line }];
  });
}

/** Where a mark stands on its line; characters that nobody sees do not count. */
export function placeOf(
  text: string,
  start: number,
  whole: string,
): Pick<TranslationMark, 'beginsLine' | 'isAlone'> {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const after = text.slice(start + whole.length).split('\n', 1)[0] ?? '';
  const beginsLine = isBlank(before);
  return { beginsLine, isAlone: beginsLine && isBlank(after) };
}

/** Whether nothing of a text can be seen: space, and characters that only order letters. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Cf}]*$/u.test(text);
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
    .toLowerCase();
}
