import { writeFile } from 'node:fs/promises';
import { takeoutExport, takeoutName } from '../sample/takeout-export.ts';
import { googleLocations } from '../sample/world.ts';
import { readCommandLine, runCommand } from './tell.ts';

/** Writes an export as Google Takeout makes it, of the made-up clinic's reviews, for trying the import. */
await runCommand(async () => {
  readCommandLine([]);
  const now = new Date();
  const places = googleLocations(now.toISOString());
  const name = takeoutName(now.toISOString());
  await writeFile(name, takeoutExport(places, now));
  const many = places.reduce((sum, { reviews }) => sum + reviews.length, 0);
  return `${name} has ${many} reviews of ${places.length} locations. Import it on the screen “Sources”, as an owner.`;
});
