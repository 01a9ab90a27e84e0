import { crc32, deflateSync } from 'node:zlib';

/** A picture's points, row by row: red, green, blue and an alpha that is not looked at. */
export interface Points {
  readonly width: number;
  readonly height: number;
  readonly rgba: Buffer;
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const MOST_COLOURS = 128;

/** Makes a small PNG: at most 128 colours, those that would be missed most. */
export function toPalettePng({ width, height, rgba }: Points): Buffer {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgba.length; at += 4) {
    const colour = rgba.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const { palette, places } = choosePalette(counts);
  const rows = Buffer.alloc((width + 1) * height);
  for (let point = 0; point < width * height; point += 1) {
    rows[point + Math.floor(point / width) + 1] = places.get(rgba.readUIntBE(point * 4, 3)) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const colours = Buffer.from(palette.flatMap(channels));
  const data = deflateSync(rows, { level: 9 });
  const chunks = [chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', data), chunk('IEND')];
  return Buffer.concat([SIGNATURE, ...chunks]);
}

/** Takes the commonest colour, then again and again the one that is furthest off and frequent. */
function choosePalette(counts: ReadonlyMap<number, number>) {
  const colours = [...counts].sort((a, b) => b[1] - a[1]);
  const away = new Float64Array(colours.length).fill(Number.POSITIVE_INFINITY);
  const nearest = new Uint8Array(colours.length);
  const palette: number[] = [];
  for (let next = 0; next >= 0 && palette.length < MOST_COLOURS; ) {
    const chosen = colours[next]?.[0] ?? 0;
    let worst = 0;
    next = -1;
    for (const [at, [colour, count]] of colours.entries()) {
      const distance = distanceOf(colour, chosen);
      if (distance < Number(away[at])) [away[at], nearest[at]] = [distance, palette.length];
      const weight = Math.sqrt(count) * Number(away[at]);
      if (weight > worst) [worst, next] = [weight, at];
    }
    palette.push(chosen);
  }
  return { palette, places: new Map(colours.map(([colour], at) => [colour, nearest[at] ?? 0])) };
}

function channels(colour: number): readonly [number, number, number] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function distanceOf(one: number, other: number): number {
  const [a, b] = [channels(one), channels(other)];
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

function chunk(type: string, data = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
