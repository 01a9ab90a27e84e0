import { buildFunctions, buildSite } from '../build.ts';

/** Builds everything and prints how large it became. Bytes are minified; on the wire is brotli, for browsers only. */
const built = [...(await buildFunctions()), ...(await buildSite())];
console.table(
  Object.fromEntries(
    built.map(({ name, bytes, brotliBytes }) => [
      name,
      { minified: bytes.toLocaleString('en'), 'on the wire': brotliBytes?.toLocaleString('en') ?? '' },
    ]),
  ),
);
