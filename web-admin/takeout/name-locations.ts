import type { About } from './gather.ts';
import type { ExportedLocation } from './read-export.ts';

type Name = Pick<ExportedLocation, 'title' | 'placeId' | 'address'>;

/**
 * Gives each location the name, the place id and the address that the export tells of it. A file that says which
 * location it is about is believed; another one only where its folder holds nothing of any other location. Where two
 * files say different things, neither counts: a location without a name is asked about, a wrong name misleads.
 *
 * @param folders of each location's reviews, by its id
 */
export function nameLocations(
  folders: ReadonlyMap<string, ReadonlySet<string>>,
  abouts: readonly About[],
): ReadonlyMap<string, Name> {
  const living = new Map<string, Set<string>>();
  const live = (folder: string, id: string) =>
    living.set(folder, (living.get(folder) ?? new Set<string>()).add(id));
  for (const [id, all] of folders) for (const folder of all) live(folder, id);
  for (const { folder, sourceListingId } of abouts) if (sourceListingId) live(folder, sourceListingId);
  return new Map(
    [...folders].map(([id, all]) => {
      const own = abouts.filter(({ sourceListingId }) => sourceListingId === id);
      const beside = abouts.filter(
        ({ sourceListingId, folder }) =>
          sourceListingId === undefined && all.has(folder) && living.get(folder)?.size === 1,
      );
      const title = only(own, 'title') ?? only(beside, 'title');
      const placeId = only([...own, ...beside], 'placeId');
      const address = only([...own, ...beside], 'address');
      return [id, { ...(title && { title }), ...(placeId && { placeId }), ...(address && { address }) }];
    }),
  );
}

/** What all that say something agree on; `undefined` when nobody does, or not the same. */
function only(abouts: readonly About[], field: keyof Name): string | undefined {
  const said = new Map(
    abouts.flatMap((about) => {
      const value = about[field];
      return value === undefined ? [] : [[value.normalize('NFKC').toLowerCase(), value] as const];
    }),
  );
  return said.size === 1 ? [...said.values()][0] : undefined;
}
