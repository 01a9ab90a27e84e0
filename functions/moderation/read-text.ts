import type { Tagging } from '../domain/tagging.ts';
import { flagText } from './flag-text.ts';
import type { Lookup } from './lexicon.ts';
import { tagConditions } from './tag-conditions.ts';

/** Everything the machine finds in the words of a review: its conditions, and what a person should look at. */
export function readText(
  text: string,
  lexicon: Lookup,
): Required<Pick<Tagging, 'lexiconVersion' | 'tags' | 'flags'>> {
  return { lexiconVersion: lexicon.version, tags: tagConditions(text, lexicon), flags: flagText(text) };
}
