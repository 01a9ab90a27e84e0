import type { OpeningPolicy } from '../domain/clinic.ts';
import type { OpeningStatus } from '../domain/moderation.ts';
import type { Tagging } from '../domain/tagging.ts';

/**
 * What becomes of words that no person has judged. Under `manual` they wait, whatever they say; under `show-unflagged`
 * they are shown, which a flag takes away. Words that nobody looked through for flags wait. Stars are not asked.
 */
export function openingStatus(
  policy: OpeningPolicy,
  tagging: Pick<Tagging, 'flags'> | undefined,
): OpeningStatus {
  const isUnflagged = tagging?.flags?.length === 0;
  return policy === 'show-unflagged' && isUnflagged ? 'shown' : 'waiting';
}
