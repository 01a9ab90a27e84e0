/** How the letters of a file are written, by the labels of the Encoding Standard. */
export interface FoundEncoding {
  readonly encoding: string;
  /** Bytes of the mark that tells it, which is no text. */
  readonly markBytes: number;
}

const MARKS: readonly (readonly [encoding: string, ...bytes: number[]])[] = [
  ['utf-8', 0xef, 0xbb, 0xbf],
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
];
/** Japanese in seven bits changes its letters by this; it would pass for UTF-8. */
const SHIFTS = ['\u001b$', '\u001b('];
const LOOKED_AT_BYTES = 4096;
/** Of the bytes at even or at odd places, in texts of two bytes a letter: line ends and signs of punctuation alone are a few. */
const FEW = 0.05;

/**
 * Says how the letters of a file are written, where that is certain: by its mark, or because it is proper UTF-8, or
 * every other byte is empty. `undefined` where it could be one of several.
 */
export function findEncoding(bytes: Uint8Array): FoundEncoding | undefined {
  const marked = MARKS.find(([, ...mark]) => mark.every((byte, at) => bytes[at] === byte));
  if (marked) {
    const [encoding, ...mark] = marked;
    return decode(bytes, { encoding, markBytes: mark.length }) === undefined
      ? undefined
      : { encoding, markBytes: mark.length };
  }
  const wide = findWide(bytes);
  if (wide !== undefined) return { encoding: wide, markBytes: 0 };
  const text = decode(bytes, { encoding: 'utf-8', markBytes: 0 });
  return text === undefined || SHIFTS.some((shift) => text.includes(shift))
    ? undefined
    : { encoding: 'utf-8', markBytes: 0 };
}

/** Decodes the whole of a file; `undefined` when a byte of it is none of that encoding. */
export function decode(bytes: Uint8Array, { encoding, markBytes }: FoundEncoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes.subarray(markBytes));
  } catch {
    return undefined;
  }
}

/** Two bytes a letter without a mark: nearly all of the empty ones are on one side, and every pair is a letter. */
function findWide(bytes: Uint8Array): string | undefined {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return undefined;
  const looked = bytes.subarray(0, LOOKED_AT_BYTES);
  const empty: [even: number, odd: number] = [0, 0];
  for (const [at, byte] of looked.entries()) if (byte === 0) empty[at % 2 === 0 ? 0 : 1] += 1;
  const [even, odd] = empty;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  const [more, less] = [Math.max(even, odd), Math.min(even, odd)];
  const isWide = more > (FEW * looked.length) / 2 && less <= FEW * more;
  const text = isWide ? decode(bytes, { encoding, markBytes: 0 }) : undefined;
  return text !== undefined && /[\r\n]/u.test(text) && !text.includes('\0') ? encoding : undefined;
}
