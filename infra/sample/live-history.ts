import { applyClinic } from '../../functions/admin/apply-clinic.ts';
import { decideExcerpts } from '../../functions/admin/decide-excerpts.ts';
import { openNeeds } from '../../functions/admin/needs.ts';
import { recordDecision } from '../../functions/admin/record-decision.ts';
import type { NotShown, NotShownReason } from '../../functions/domain/moderation.ts';
import { toReviewId } from '../../functions/platform/review-id.ts';
import { switchSource } from '../../functions/sources/switch-source.ts';
import { openEmbedClaims } from '../../functions/store/embed-claims.ts';
import { openTables } from '../../functions/store/table.ts';
import type { Runtime } from '../local/boot.ts';
import type { SampleSources } from './sample-sources.ts';
import { excerptDecision, firstPullAt, type SampleDecision, sampleClinic, sampleDecisions } from './world.ts';

const CLINIC_ID = sampleClinic.clinic.clinicId;
const EVERY_LISTING = sampleClinic.listings.map(({ listingId }) => listingId);

/** What living the sample world's past needs. */
export interface LiveNeeds {
  readonly runtime: Runtime;
  readonly sources: SampleSources;
  /** The instant the world counts from, ISO 8601 UTC. */
  readonly startedAt: string;
}

/**
 * Lives the last twenty days of the sample clinic on the runtime's clock, by the app's own road: its reviews are
 * pulled and opened, its staff decide day by day, an author edits, new reviews come in. Ends at `startedAt`.
 */
export async function liveHistory({ runtime, sources, startedAt }: LiveNeeds): Promise<void> {
  let at = firstPullAt(startedAt);
  const needs = openSampleNeeds(runtime, () => at);
  const staff = await admitStaff(runtime);
  await applyClinic(sampleClinic, {
    ...needs,
    accounts: { findOrInvite: async (email) => staff.get(email) ?? '' },
  });
  await confirmYelp(needs);
  const pull = async (listingIds: readonly string[]) => {
    // What was decided is told before days pass: a change that nobody was told of for half a day is put aside.
    runtime.resume();
    await runtime.idle();
    runtime.pause();
    runtime.clock.forwardTo(at);
    sources.serveAsOf(at);
    runtime.resume();
    await pullEach(listingIds, runtime);
    // Events wait while staff decide: the end is the same, and the start is seconds shorter.
    runtime.pause();
  };
  for (const decision of sampleDecisions(startedAt)) {
    at = decision.at;
    if (!(await isReadable(decision, needs))) await pull([listingOf(decision)]);
    await decideAs(staff.get(decision.by) ?? '', decision, needs);
  }
  await showExcerpts(staff, startedAt, needs);
  at = startedAt;
  await pull(EVERY_LISTING);
  runtime.resume();
}

/** Goes on with a sample world of an earlier run: its Yelp may not be confirmed yet, and its reviews may have lapsed. */
export async function resumeHistory(runtime: Runtime): Promise<void> {
  await confirmYelp(openSampleNeeds(runtime, () => new Date().toISOString()));
  await pullAll(runtime);
}

/** Pulls every listing of the sample clinic now, and waits until everything that follows has happened. */
export async function pullAll(runtime: Runtime): Promise<void> {
  await pullEach(EVERY_LISTING, runtime);
}

async function pullEach(listingIds: readonly string[], runtime: Runtime): Promise<void> {
  await Promise.all(listingIds.map((listingId) => askForPull(runtime, listingId)));
  await runtime.idle();
}

/** Asks for a pull of one listing of the sample clinic, as the schedule does when it is due. */
export async function askForPull(runtime: Runtime, listingId: string): Promise<void> {
  await runtime.queue('SourcesPullQueue').send(JSON.stringify({ clinicId: CLINIC_ID, listingId }));
}

/** For the stand-in that the sample world comes with, and recorded as that. */
export async function confirmYelp(
  needs: Pick<SampleNeeds, 'sourceSwitches' | 'clinics' | 'pulls' | 'now'>,
): Promise<void> {
  if ((await needs.sourceSwitches.find('yelp'))?.commercialConsent) return;
  const document = 'Sample only: a made-up Yelp on this machine, no consent of the real one';
  const consent = { recordedOn: needs.now().slice(0, 10), document };
  await switchSource({ source: 'yelp', change: { verb: 'confirm', consent }, by: 'sample' }, needs);
}

type SampleNeeds = ReturnType<typeof openSampleNeeds>;

function openSampleNeeds({ aws, outputs }: Runtime, now: () => string) {
  const table = openTables(aws);
  const ledger = table(outputs.LedgerTable ?? '');
  const needs = openNeeds(table(outputs.ContentTable ?? ''), ledger, now);
  return { ...needs, embedClaims: openEmbedClaims(ledger) };
}

/** @returns staff ids by e-mail address */
async function admitStaff({ accounts }: Runtime): Promise<ReadonlyMap<string, string>> {
  const staff = new Map<string, string>();
  for (const { email, name } of sampleClinic.members) {
    const { accountId } = await accounts.add({ email, name, isDemo: true });
    staff.set(email, accountId);
  }
  return staff;
}

function listingOf({ source, sourceListingId, sourceReviewId }: SampleDecision): string {
  const found = sampleClinic.listings.find(
    (listing) => listing.source === source && listing.sourceListingId === sourceListingId,
  );
  if (!found) throw new Error(`The sample decision on ${sourceReviewId} is about no listing.`);
  return found.listingId;
}

function reviewIdOf({ source, sourceListingId, sourceReviewId }: SampleDecision): string {
  return toReviewId(source, sourceListingId, sourceReviewId);
}

/** Tells whether staff could read the review at this moment: it was pulled, opened, and has not lapsed. */
async function isReadable(decision: SampleDecision, { moderations, reviews }: SampleNeeds): Promise<boolean> {
  const moderation = await moderations.find(CLINIC_ID, reviewIdOf(decision));
  return moderation !== undefined && (await reviews.find(moderation)) !== undefined;
}

async function decideAs(staffId: string, decision: SampleDecision, needs: SampleNeeds): Promise<void> {
  const { sourceReviewId, status, reason } = decision;
  const reviewId = reviewIdOf(decision);
  const [member, seen] = await Promise.all([
    needs.members.find(staffId, CLINIC_ID),
    needs.moderations.find(CLINIC_ID, reviewId),
  ]);
  if (!member || !seen) throw new Error(`The sample decision on ${sourceReviewId} finds nobody or nothing.`);
  const screen = { seenVersion: seen.version, seenContentHash: seen.contentHash };
  const said =
    status === 'not-shown' && reason ? notShown(reason, needs.now()) : ({ status: 'shown' } as const);
  await recordDecision({ member, reviewId, request: { ...screen, ...said } }, needs);
}

/** One decision about all that Yelp gives, now and later. */
async function showExcerpts(
  staff: ReadonlyMap<string, string>,
  startedAt: string,
  needs: SampleNeeds,
): Promise<void> {
  const { by, at } = excerptDecision(startedAt);
  const member = await needs.members.find(staff.get(by) ?? '', CLINIC_ID);
  const listing = sampleClinic.listings.find(({ source }) => source === 'yelp');
  if (!member || !listing) throw new Error('The sample decision about Yelp finds nobody or nothing.');
  const request = { seenVersion: 0, status: 'shown' } as const;
  await decideExcerpts(member, listing.listingId, request, { ...needs, now: () => at });
}

/** In the sample world it is always the patient who withdraws consent, on the day of the decision. */
function notShown(reason: NotShownReason, at: string): NotShown {
  if (reason !== 'consent-withdrawn') return { status: 'not-shown', reason };
  const withdrawal = { askedBy: 'patient', askedOn: at.slice(0, 10) } as const;
  return { status: 'not-shown', reason, withdrawal };
}
