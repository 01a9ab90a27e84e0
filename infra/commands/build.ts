import { buildFunctions, buildSite } from '../build.ts';
import { readCommandLine } from './command-line.ts';
import { runCommand } from './tell.ts';

/** Builds everything and prints how large it became. Bytes are minified; on the wire is brotli, for browsers only. */
await runCommand(async () => {
  readCommandLine({ line: 'npm run build', options: [], mostWords: 0 });
  const built = [...(await buildFunctions()), ...(await buildSite())];
  console.table(
    Object.fromEntries(
      built.map(({ name, bytes, brotliBytes }) => [
        name,
        { minified: bytes.toLocaleString('en'), 'on the wire': brotliBytes?.toLocaleString('en') ?? '' },
      ]),
    ),
  );
  return '';
});
