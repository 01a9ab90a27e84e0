import * as z from 'zod';
import type { Message, Queue } from '../platform/queue.ts';
import type { FeedStates } from '../store/feed-states.ts';

const Due = z.object({
  clinicId: z.string().min(1),
  seenVersion: z.string().regex(/^\d+$/u).transform(Number).exactOptional(),
});

/** What a message of the due queue says. */
export interface Due {
  readonly clinicId: string;
  /**
   * Version of the clinic's feed state that was read after whatever happened: a run that began later has seen it.
   * Absent in a message sent by hand, which asks for a run in any case.
   */
  readonly seenVersion?: number;
}

/** What marking clinics due works with. */
export interface MarkNeeds {
  readonly states: Pick<FeedStates, 'versionsOf'>;
  readonly queue: Queue;
}

/**
 * Says of clinics that their feeds are due, after something has happened to them: not before, or a run that began
 * meanwhile would be taken for one that has seen it.
 *
 * @param causeOf what happened, different for every happening: the queue takes a repetition within five minutes for
 *   the same happening
 */
export async function markClinicsDue(
  clinicIds: readonly string[],
  causeOf: (clinicId: string) => string,
  { states, queue }: MarkNeeds,
): Promise<void> {
  const versions = await states.versionsOf(clinicIds);
  await queue.send(
    clinicIds.map((clinicId) =>
      dueMessage({ clinicId, seenVersion: versions.get(clinicId) ?? 0 }, causeOf(clinicId)),
    ),
  );
}

/** What a message's body says. @throws Error when it does not say that a clinic is due */
export function readDue(body: string): Due {
  return Due.parse(JSON.parse(body));
}

/** The clinic that a message's body says is due; `undefined` when it says nothing of the kind. */
export function dueClinic(body: string): string | undefined {
  try {
    return readDue(body).clinicId;
  } catch {
    return undefined;
  }
}

function dueMessage({ clinicId, seenVersion }: Required<Due>, cause: string): Message {
  return { body: { clinicId, seenVersion: String(seenVersion) }, group: clinicId, cause };
}
