import { type Embed, isConnected, type Listing, type Location, type Member } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import type { EmbedClaims } from '../store/embed-claims.ts';
import { type Applied, applyThing } from './apply-thing.ts';
import { clinicFaults } from './clinic-faults.ts';
import { type ClinicFile, parseClinicFile } from './clinic-file.ts';
import type { AdminNeeds } from './needs.ts';
import { putBackShownByPolicy } from './put-back-shown-by-policy.ts';
import { type ClinicState, readClinicState, sameId, toWanted, type WantedClinic } from './wanted-clinic.ts';

/** What applying a file needs. */
export interface ApplyNeeds
  extends Pick<AdminNeeds, 'clinics' | 'members' | 'moderations' | 'pulls' | 'now'> {
  readonly embedClaims: EmbedClaims;
  readonly accounts: {
    /** Gives the staff id of the person with an e-mail address, who is invited when not known yet. */
    readonly findOrInvite: (email: string, name: string) => Promise<string>;
  };
}

/**
 * Makes a clinic what its file says: creates and changes what differs, each with its audit line by `setup`, and deletes
 * nothing. New listings are due at once, and what an opening policy showed that is no more waits for a person. Applying a file again writes nothing; after a crash it finishes the work.
 *
 * @param file the parsed JSON of a {@link ClinicFile}; nothing of it is trusted
 * @returns what became of everything the file names, then what the clinic has besides; members that the file does not
 *   name are left alone and not listed
 * @throws AppError `invalid` with an issue for every mistake, nothing written; `conflict` when somebody changed the
 *   same thing meanwhile, or took an embed's id: apply the file again
 */
export async function applyClinic(file: unknown, needs: ApplyNeeds): Promise<readonly Applied[]> {
  const asked = parseClinicFile(file);
  const stored = await readClinicState(asked.clinic.clinicId, needs);
  const wanted = toWanted(asked, stored);
  const claims = await readClaims(wanted, needs);
  const issues = clinicFaults({ file: asked, wanted, stored, claims });
  if (issues.length > 0) {
    throw new AppError('invalid', 'The clinic file is not valid; nothing was changed.', { issues });
  }
  return [
    ...(await applyState(wanted, stored, needs)),
    ...(await applyOpening(wanted, needs)),
    ...(await applyMembers(asked, needs)),
    ...notInFile(wanted, stored),
  ];
}

async function readClaims(
  { embeds }: WantedClinic,
  { embedClaims }: ApplyNeeds,
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    embeds.map(async ({ embedId }) => [embedId, await embedClaims.find(embedId)] as const),
  );
  return new Map(found.flatMap(([embedId, holder]) => (holder === undefined ? [] : [[embedId, holder]])));
}

async function applyState(wanted: WantedClinic, stored: ClinicState, needs: ApplyNeeds): Promise<Applied[]> {
  const { clinics, now } = needs;
  const applied = [
    await applyThing(
      {
        kind: 'clinic',
        id: wanted.clinic.clinicId,
        subject: 'clinic',
        before: stored.clinic,
        wanted: wanted.clinic,
        save: clinics.save,
      },
      now(),
    ),
  ];
  for (const location of wanted.locations) {
    const before = stored.locations.find(sameId('locationId', location));
    const thing = { ...named('location', location.locationId), before, wanted: location };
    applied.push(await applyThing({ ...thing, save: clinics.saveLocation }, now()));
  }
  for (const listing of wanted.listings) {
    const before = stored.listings.find(sameId('listingId', listing));
    const thing = { ...named('listing', listing.listingId), before, wanted: listing };
    applied.push(await applyThing({ ...thing, save: clinics.saveListing }, now()));
    await makeDue(listing, needs);
  }
  for (const embed of wanted.embeds) {
    const before = stored.embeds.find(sameId('embedId', embed));
    const thing = { ...named('embed', embed.embedId), before, wanted: embed };
    await claim(embed, needs);
    applied.push(await applyThing({ ...thing, save: clinics.saveEmbed }, now()));
  }
  return applied;
}

async function applyOpening({ clinic }: WantedClinic, needs: ApplyNeeds): Promise<Applied[]> {
  const many = await putBackShownByPolicy(clinic, needs);
  return many === 0 ? [] : [{ kind: 'reviews', id: String(many), outcome: 'put-back', fields: [] }];
}

function named<Kind extends Applied['kind']>(kind: Kind, id: string) {
  return { kind, id, subject: `${kind}/${id}` };
}

/** Looked at with every file, and not only when the listing is new: the process may have died between the two writes. */
async function makeDue(listing: Listing, { pulls, now }: ApplyNeeds): Promise<void> {
  if (listing.isPaused || !isConnected(listing)) return;
  const pull = await pulls.find(listing);
  if (!pull) await pulls.open(listing, now());
  else if (pull.dueAt === undefined) await pulls.resume(listing, now());
}

async function claim({ embedId, clinicId }: Embed, { embedClaims }: ApplyNeeds): Promise<void> {
  if ((await embedClaims.find(embedId)) === clinicId) return;
  const holder = await embedClaims.claim(embedId, clinicId);
  if (holder !== clinicId) {
    throw new AppError('conflict', `Another clinic took the embed id ${embedId} meanwhile; choose another.`);
  }
}

async function applyMembers({ clinic, members = [] }: ClinicFile, needs: ApplyNeeds): Promise<Applied[]> {
  const applied: Applied[] = [];
  for (const { email, name, role } of members) {
    const staffId = await needs.accounts.findOrInvite(email, name);
    const before = await needs.members.find(staffId, clinic.clinicId);
    const version = before?.version ?? 0;
    const wanted: Member = { clinicId: clinic.clinicId, staffId, name, role, version };
    const subject = `member/${staffId}`;
    const thing = { kind: 'member', id: email, subject, before, wanted, save: needs.members.save } as const;
    applied.push(await applyThing(thing, needs.now()));
  }
  return applied;
}

function notInFile(wanted: WantedClinic, stored: ClinicState): readonly Applied[] {
  const left = (kind: Applied['kind'], known: readonly string[], asked: readonly string[]) =>
    known
      .filter((id) => !asked.includes(id))
      .map((id): Applied => ({ kind, id, outcome: 'not-in-file', fields: [] }));
  return [
    ...left('location', stored.locations.map(locationId), wanted.locations.map(locationId)),
    ...left('listing', stored.listings.map(listingId), wanted.listings.map(listingId)),
    ...left('embed', stored.embeds.map(embedId), wanted.embeds.map(embedId)),
  ];
}

const locationId = (one: Location) => one.locationId;
const listingId = (one: Listing) => one.listingId;
const embedId = (one: Embed) => one.embedId;
