import type { ZipEntry } from './list-entries.ts';
import { UnreadableFile } from './unreadable.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;

/**
 * Reads one file of a zip. Counts what really comes out and stops as soon as that is more than allowed,
 * whatever the zip claims.
 *
 * @param mostBytes of what comes out
 * @throws UnreadableFile `encrypted`, `too-large` or `broken`
 */
export async function readEntry(file: Blob, entry: ZipEntry, mostBytes: number): Promise<Bytes> {
  if (entry.isEncrypted) throw new UnreadableFile('encrypted');
  const header = new DataView(await file.slice(entry.offset, entry.offset + LOCAL_BYTES).arrayBuffer());
  if (header.byteLength < LOCAL_BYTES || header.getUint32(0, true) !== LOCAL)
    throw new UnreadableFile('broken');
  const from = entry.offset + LOCAL_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
  const body = file.slice(from, from + entry.packed);
  if (body.size < entry.packed) throw new UnreadableFile('broken');
  if (entry.method !== STORED && entry.method !== DEFLATED) throw new UnreadableFile('broken');
  const bytes =
    entry.method === STORED
      ? body.stream()
      : body.stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return readBytes(bytes, mostBytes);
}

/** Reads a file that is no zip. @throws UnreadableFile `too-large` */
export function readPlain(file: Blob, mostBytes: number): Promise<Bytes> {
  return readBytes(file.stream(), mostBytes);
}

async function readBytes(stream: ReadableStream<Uint8Array>, mostBytes: number): Promise<Bytes> {
  const reader = stream.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new UnreadableFile('broken', { cause });
    });
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    bytes += value.byteLength;
    if (bytes > mostBytes) {
      await reader.cancel().catch(() => undefined);
      throw new UnreadableFile('too-large');
    }
    parts.push(new Uint8Array(value));
  }
}
