import * as z from 'zod';
import type { RetagJob, RetagRequest } from '../domain/job.ts';
import type { Message } from '../platform/queue.ts';

const id = z.string().min(1);

const Request = z.discriminatedUnion('action', [
  z.object({ action: z.literal('preview'), clinicId: id, by: id, at: z.iso.datetime() }),
  z.object({
    action: z.literal('apply'),
    clinicId: id,
    by: id,
    at: z.iso.datetime(),
    seenVersion: z.string().regex(/^\d{1,9}$/u),
  }),
  z.object({ action: z.literal('go-on'), clinicId: id }),
]) satisfies z.ZodType<RetagRequest>;

/** What a message's body asks for. @throws Error when it asks for nothing of the kind */
export function readRequest(body: string): RetagRequest {
  return Request.parse(JSON.parse(body));
}

/** Asks for the rest of a job's work; the same for the same step, so that a repetition is taken for one. */
export function goOnMessage({ clinicId, askedAt, version }: RetagJob): Message {
  const body: RetagRequest = { action: 'go-on', clinicId };
  return { body, group: clinicId, cause: `go-on/${clinicId}/${askedAt}/${version}` };
}
