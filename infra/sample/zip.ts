import { crc32, deflateRawSync } from 'node:zlib';

/** A file to put into a zip. */
export interface ZipFile {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** Default 1 January 2026. */
  readonly modifiedAt?: Date;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const MOST_ENTRIES = 0xffff;
const UTF_8 = 0x0800;
const DEFLATED = 8;
const NEEDS = 45;

/** Packs files into a zip, in their order, each deflated; with more than 65,535 of them as a zip64. */
export function zip(files: readonly ZipFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const packed = new Map<ZipFile, Packed>();
  for (const file of files) {
    const { local, listed, name } = packed.get(file) ?? pack(file);
    packed.set(file, { local, listed, name });
    directory.push(listed, words(offset), name);
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  return Buffer.concat([...parts, listed, ending(files.length, listed.length, offset)]);
}

/** A file as it lies in a zip, and what the directory says of it before and behind its place. */
interface Packed {
  readonly local: Buffer;
  readonly listed: Buffer;
  readonly name: Buffer;
}

function pack(file: ZipFile): Packed {
  const name = Buffer.from(file.path);
  const body = deflateRawSync(file.content);
  const about = describe(file, body, name);
  return {
    local: Buffer.concat([words(LOCAL), about, name, body]),
    listed: Buffer.concat([words(CENTRAL), halves(NEEDS), about, Buffer.alloc(10)]),
    name,
  };
}

/** What the file's own header and the directory say alike. */
function describe({ content, modifiedAt }: ZipFile, body: Buffer, name: Buffer): Buffer {
  const sizes = [crc32(content), body.length, Buffer.byteLength(content)];
  return Buffer.concat([
    halves(NEEDS, UTF_8, DEFLATED, ...dosTime(modifiedAt ?? new Date('2026-01-01'))),
    words(...sizes),
    halves(name.length, 0),
  ]);
}

function ending(many: number, size: number, offset: number): Buffer {
  const shown = Math.min(many, MOST_ENTRIES);
  const end = Buffer.concat([words(END), halves(0, 0, shown, shown), words(size, offset), halves(0)]);
  if (many <= MOST_ENTRIES) return end;
  const end64 = Buffer.concat([
    words(END_64),
    longs(44),
    halves(NEEDS, NEEDS),
    words(0, 0),
    longs(many, many, size, offset),
  ]);
  return Buffer.concat([end64, words(LOCATOR_64, 0), longs(offset + size), words(1), end]);
}

/** Time and day as MS-DOS kept them: in steps of two seconds, from 1980 on. */
function dosTime(at: Date): readonly [number, number] {
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const day = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return [time, day];
}

function halves(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [at, value] of values.entries()) bytes.writeUInt16LE(value, 2 * at);
  return bytes;
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value, 4 * at);
  return bytes;
}

function longs(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [at, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 8 * at);
  return bytes;
}
