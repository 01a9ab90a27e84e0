import * as z from 'zod';
import type { Message } from '../platform/queue.ts';

const Due = z.object({ clinicId: z.string().min(1) });

/**
 * Says that a clinic's feed is due.
 *
 * @param cause what happened, different for every happening: the queue takes a repetition within five minutes for
 *   the same happening
 */
export function dueMessage(clinicId: string, cause: string): Message {
  return { body: { clinicId }, group: clinicId, cause };
}

/** The clinic that a message's body says is due. @throws Error when it says nothing of the kind */
export function readDue(body: string): string {
  return Due.parse(JSON.parse(body)).clinicId;
}
