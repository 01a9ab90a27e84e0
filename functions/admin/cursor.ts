import { createHash } from 'node:crypto';
import { AppError } from '../domain/error.ts';
import type { ReviewQueue } from '../domain/staff-view.ts';
import type { QueuePlace } from '../store/queue-page.ts';

/** 60 characters hold 45 bytes without a spare bit: day, review id, check. */
const encoded = /^[\w-]{60}$/u;
const decoded = /^(\d{4}-\d{2}-\d{2})([\w-]{22})([\w-]{13})$/u;

/** Tells which queue of which clinic a cursor belongs to. */
export interface CursorScope {
  readonly clinicId: string;
  readonly queue: ReviewQueue;
}

/** Packs a place in a queue into text that a client sends back as it is; 60 characters of base64url. */
export function toCursor(scope: CursorScope, { writtenOn, reviewId }: QueuePlace): string {
  const place = `${writtenOn}${reviewId}`;
  return Buffer.from(place + checkOf(scope, place), 'latin1').toString('base64url');
}

/**
 * Unpacks what {@link toCursor} made. The check finds slips and mixed-up queues; it keeps nobody out, and need not:
 * the query's partition is made of the membership, so a place can only ever be one in the asker's own queue.
 *
 * @throws AppError `invalid` when it was changed, or made for another clinic or queue
 */
export function parseCursor(scope: CursorScope, cursor: string): QueuePlace {
  const text = encoded.test(cursor) ? Buffer.from(cursor, 'base64url').toString('latin1') : '';
  const [, writtenOn = '', reviewId = '', check] = decoded.exec(text) ?? [];
  if (check === undefined || check !== checkOf(scope, `${writtenOn}${reviewId}`)) {
    throw new AppError('invalid', 'The list has to be read again from its beginning.', {
      issues: [{ path: 'cursor', message: 'Send the cursor as it was given for this queue, or none.' }],
    });
  }
  return { writtenOn, reviewId };
}

function checkOf({ clinicId, queue }: CursorScope, place: string): string {
  return createHash('sha256').update(`${clinicId} ${queue} ${place}`).digest('base64url').slice(0, 13);
}
