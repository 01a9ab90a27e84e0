import { UnreadableFile } from './unreadable.ts';

/** A file in a zip, as the zip's directory names it; nothing of it is trusted. */
export interface ZipEntry {
  /** Folders and name, with single slashes whatever the zip has; used for looking at only, never for writing. */
  readonly path: string;
  readonly isEncrypted: boolean;
  /** 0: as it is, 8: deflated; anything else is not read. */
  readonly method: number;
  /** Bytes in the zip. */
  readonly packed: number;
  /** Where its own header begins. */
  readonly offset: number;
  /** Day it was written, `YYYY-MM-DD`; absent when it says none that exists. */
  readonly writtenOn?: string;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const END_64_BYTES = 56;
const CENTRAL_BYTES = 46;
const LONGEST_COMMENT = 0xffff;
/** Stands where a number of 32 bits is too small. */
const TOO_BIG = 0xffffffff;
const MOST_ENTRIES = 100_000;
const MOST_DIRECTORY_BYTES = 32_000_000;

/** Tells whether a file begins as a zip does. */
export async function isZip(file: Blob): Promise<boolean> {
  const [p, k] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return p === 0x50 && k === 0x4b;
}

/**
 * Lists the files of a zip by its directory alone: photographs of gigabytes are not touched.
 *
 * @throws UnreadableFile `broken` or `too-large`
 */
export async function listEntries(file: Blob): Promise<readonly ZipEntry[]> {
  const { many, size, offset } = await findDirectory(file);
  if (many > MOST_ENTRIES || size > MOST_DIRECTORY_BYTES) throw new UnreadableFile('too-large');
  const view = await viewOf(file, offset, size);
  const entries: ZipEntry[] = [];
  try {
    for (let at = 0; entries.length < many; ) {
      if (view.getUint32(at, true) !== CENTRAL) throw new UnreadableFile('broken');
      entries.push(readEntry(view, at));
      at += CENTRAL_BYTES + [28, 30, 32].reduce((sum, field) => sum + view.getUint16(at + field, true), 0);
    }
  } catch (cause) {
    throw new UnreadableFile('broken', { cause });
  }
  return entries;
}

interface Directory {
  readonly many: number;
  readonly size: number;
  readonly offset: number;
}

async function findDirectory(file: Blob): Promise<Directory> {
  const from = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT);
  const view = await viewOf(file, from, file.size - from);
  for (let at = view.byteLength - END_BYTES; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== END) continue;
    const here = at - LOCATOR_BYTES;
    if (here >= 0 && view.getUint32(here, true) === LOCATOR_64) {
      return readDirectory64(file, long(view, here + 8));
    }
    const [size, offset] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
    return { many: view.getUint16(at + 10, true), size, offset };
  }
  throw new UnreadableFile('broken');
}

async function readDirectory64(file: Blob, at: number): Promise<Directory> {
  const view = await viewOf(file, at, END_64_BYTES);
  if (view.getUint32(0, true) !== END_64) throw new UnreadableFile('broken');
  return { many: long(view, 32), size: long(view, 40), offset: long(view, 48) };
}

function readEntry(view: DataView, at: number): ZipEntry {
  const nameLength = view.getUint16(at + 28, true);
  const name = new Uint8Array(view.buffer, view.byteOffset + at + CENTRAL_BYTES, nameLength);
  const [unpacked, packed, offset] = [24, 20, 42].map((field) => view.getUint32(at + field, true));
  const extra = { from: at + CENTRAL_BYTES + nameLength, bytes: view.getUint16(at + 30, true) };
  const large = readLarge(view, extra, [unpacked, packed, offset] as [number, number, number]);
  const writtenOn = dayOf(view.getUint16(at + 14, true));
  return {
    path: tidyPath(readName(name)),
    isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
    method: view.getUint16(at + 10, true),
    packed: large[1],
    offset: large[2],
    ...(writtenOn !== undefined && { writtenOn }),
  };
}

/** Names that are no UTF-8 are read byte by byte: different names stay different. */
function readName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }
}

/** A path of any system with single slashes, without drive, and without steps that lead nowhere. */
export function tidyPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.replace(/^[a-z]:/iu, '').split(/[\\/]+/u)) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

type Sizes = [unpacked: number, packed: number, offset: number];

/** Numbers that need 64 bits stand in an extra field, in a fixed order and only those. */
function readLarge(
  view: DataView,
  extra: { readonly from: number; readonly bytes: number },
  sizes: Sizes,
): Sizes {
  if (!sizes.includes(TOO_BIG)) return sizes;
  const end = extra.from + extra.bytes;
  for (let at = extra.from; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    return sizes.map((value) => {
      if (value !== TOO_BIG) return value;
      next += 8;
      return long(view, next - 8);
    }) as Sizes;
  }
  return sizes;
}

/** As MS-DOS kept days. */
function dayOf(day: number): string | undefined {
  const parts = [1980 + (day >> 9), (day >> 5) & 15, day & 31];
  const text = parts.map((part) => String(part).padStart(2, '0')).join('-');
  return Number.isNaN(Date.parse(text)) ? undefined : text;
}

function long(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new UnreadableFile('broken');
  return Number(value);
}

async function viewOf(file: Blob, from: number, bytes: number): Promise<DataView> {
  const view = new DataView(await file.slice(from, from + bytes).arrayBuffer());
  if (view.byteLength < bytes) throw new UnreadableFile('broken');
  return view;
}
