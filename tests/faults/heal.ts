import type { Cast, Member } from './cast.ts';
import { versionOfRow, versionOfStored } from './versions.ts';

const HOUR_MS = 3_600_000;
/** A day and an hour, so that no reading from the bad days is gone on with; then one that confirms it. */
const PAUSES = [25, 2];
/** A freeze ends when three readings over 72 hours agree. */
const FROZEN_PAUSES = [25, 25, 25, 2];

/** Lets quiet days follow: every listing must be exactly as its source is, after two good runs. */
export async function heal(cast: Cast): Promise<void> {
  const { world, members, wrong } = cast;
  for (const member of members) {
    cast.day += 1;
    for (const hours of PAUSES) await pullWell(cast, member, hours);
    if (member.book.pull?.freeze) for (const hours of FROZEN_PAUSES) await pullWell(cast, member, hours);
    if (wrong.length > 0) return;
    wrong.push(...compare(cast, member).map((what) => `${member.listing.listingId}, at the end: ${what}`));
  }
  const changed = await world.changedDecisions();
  wrong.push(...changed.map((place) => `${place}: a person’s decision was changed.`));
}

async function pullWell(cast: Cast, member: Member, hours: number): Promise<void> {
  const { world, wrong } = cast;
  world.clock.forwardMs(hours * HOUR_MS);
  world.trouble.aim(member.listing, member.life, { rate: 0, seed: 0 });
  const run = await world.workers[0].pull(member.listing, { isPatient: true });
  await cast.inspect(member, [run], { way: 'quiet', isExact: true });
  const outcome = run.result && 'run' in run.result ? run.result.run.outcome : 'none';
  if (outcome !== 'done') wrong.push(`${member.listing.listingId}: a quiet run ended with ${outcome}.`);
}

function compare({ world }: Cast, { listing, life, book }: Member): readonly string[] {
  const { source, sourceListingId } = listing;
  const isGoogle = source === 'google-business';
  const rows: readonly object[] = isGoogle
    ? world.google.listReviews(sourceListingId)
    : world.yelp.listReviews(sourceListingId).slice(0, 3);
  const ids = life.ids();
  const found: string[] = [];
  rows.forEach((row, at) => {
    const id = ids[at] ?? '';
    const review = book.stored.get(id);
    if (book.erased.has(id)) return;
    if (!review) found.push(`${id} is not stored.`);
    else if (versionOfStored(review) !== versionOfRow(row, source)) found.push(`${id} is out of date.`);
    else if (review.withdrawnAt !== undefined) found.push(`${id} is hidden.`);
  });
  if (!isGoogle) return found;
  for (const id of book.stored.keys()) if (!ids.includes(id)) found.push(`${id} is stored still.`);
  if (book.pull?.freeze) found.push('deletions are frozen still.');
  return found;
}
