/** UTF-8 that was read as something else and saved so: "Ã©" or "√©" for "é", "â€™" for an apostrophe, "縺" for kana. */
const KNOWN = [
  /[ÂÃ][\u00a1-\u00ba\u00bc-\u00bf]|â€[™œ\u009d˜¦“”]|Ã[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ](?=\p{Ll})/u,
  /√[\u00a0-\u00bf©®±∂ºº†∫ªΩæø¿¡¬√ƒ≈∆«»…]|‚Ä[ôòúùìî¶]|[├┬╨╤][^\p{ASCII}\s]|ÔÇ[ÖÿôöÖ£Ø]/u,
  /ï¿½|锟斤拷|锟斤|(?:[縺繧繝][^\p{ASCII}]?){2}/u,
];
/** One alphabet's letter read as another's within a word, or a stray sign or capital between its letters. */
const FOREIGN = [
  /\p{sc=Latn}\p{M}*[\p{sc=Cyrl}\p{sc=Grek}\p{sc=Hebr}\p{sc=Arab}]\p{sc=Latn}/u,
  /(?<!\p{L})\p{sc=Cyrl}\p{sc=Latn}{2}|\p{sc=Latn}{2}\p{M}*\p{sc=Cyrl}(?!\p{L})/u,
  /\p{L}[¸ˆ˜¨¯˚˝˛¤¦§¶‰Ÿ]\p{Ll}/u,
];
/** What older spreadsheets write for a letter that their file cannot hold. */
const QUESTIONED = /\p{L}\?\p{Ll}|(?:^|[\s(])\?{2,}(?=[\s,.;:)]|$)/u;
/** Ways in which UTF-8 may have been misread; of each the letters of the upper 128 bytes are known. */
const MISREAD: readonly ReadonlyMap<string, number>[] = [
  ...['windows-1252', 'macintosh', 'windows-1251', 'windows-1250', 'windows-1254', 'ibm866', 'koi8-r'],
].map(upperHalf);

/**
 * Finds letters of a cell that are not those which were written: misread once and saved so, or replaced by "?".
 *
 * @returns some of them; `undefined` where nothing looks like that
 */
export function findGarbled(cell: string): string | undefined {
  const [known] = KNOWN.flatMap((pattern) => pattern.exec(cell)?.[0] ?? []);
  if (known !== undefined) return known;
  const odd = cell.replaceAll(/\p{ASCII}/gu, '');
  if (MISREAD.some((bytes) => isUtf8(odd, bytes))) return odd.slice(0, MOST_SHOWN);
  const words = cell.replaceAll(/\S*(?:https?:|www\.)\S*/giu, ' ').normalize('NFC');
  return [...FOREIGN, QUESTIONED].flatMap((pattern) => pattern.exec(words)?.[0].trim() ?? [])[0];
}

/** What people write: letters of Latin and signs, or several of another alphabet; anything else comes of chance. */
const PLAUSIBLE =
  /^(?:[\u00a0-\u017f\u0300-\u036f\u2010-\u2026€™]|\p{Extended_Pictographic}|\ufe0f)+$|[[\p{L}&&[\p{sc=Grek}\p{sc=Cyrl}\p{sc=Hebr}\p{sc=Arab}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Deva}]]]{3}/v;
const MOST_SHOWN = 12;

/** Whether letters, as bytes of an older encoding, are whole letters of UTF-8. */
function isUtf8(letters: string, bytesOf: ReadonlyMap<string, number>): boolean {
  const bytes = [...letters].map((letter) => bytesOf.get(letter));
  if (bytes.length < 2 || bytes.includes(undefined)) return false;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes as number[]));
    return PLAUSIBLE.test(text);
  } catch {
    return false;
  }
}

function upperHalf(encoding: string): ReadonlyMap<string, number> {
  const decoder = new TextDecoder(encoding);
  return new Map(
    Array.from({ length: 128 }, (_, at) => [decoder.decode(Uint8Array.of(at + 128)), at + 128] as const),
  );
}
