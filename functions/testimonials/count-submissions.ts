import type { SubmissionCount } from '../store/testimonial-links.ts';

/** Testimonials that all forms of a clinic take together: in an hour, and in a day. */
const MOST_PER_HOUR = 60;
const MOST_PER_DAY = 300;

/**
 * The count with one more.
 *
 * @param now instant, ISO 8601 UTC
 * @returns `undefined` when the clinic's forms have taken as many as they may
 */
export function countOneMore(
  clinicId: string,
  before: SubmissionCount | undefined,
  now: string,
): SubmissionCount | undefined {
  const [hour, day] = [now.slice(0, 13), now.slice(0, 10)];
  const inHour = (before?.hour === hour ? before.inHour : 0) + 1;
  const inDay = (before?.day === day ? before.inDay : 0) + 1;
  if (inHour > MOST_PER_HOUR || inDay > MOST_PER_DAY) return undefined;
  return { clinicId, hour, inHour, day, inDay };
}
