import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { takeoutExport, takeoutName } from '../sample/takeout-export.ts';
import { googleLocations } from '../sample/world.ts';
import { readCommandLine } from './command-line.ts';
import { runCommand } from './tell.ts';

/** Writes an export as Google Takeout makes it, of the made-up clinic's reviews, for trying the import. */
await runCommand(async () => {
  readCommandLine({ line: 'npm run takeout-sample', options: [], mostWords: 0 });
  const now = new Date();
  const places = googleLocations(now.toISOString());
  const name = takeoutName(now.toISOString());
  console.log(`Into ${resolve(name)}:`);
  await writeFile(name, takeoutExport(places, now));
  const many = places.reduce((sum, { reviews }) => sum + reviews.length, 0);
  return `${name} has ${many} reviews of ${places.length} locations. Import it on the screen “Sources”, as an owner.`;
});
