import { isOddName } from '../domain/author-name.ts';
import type { Review } from '../domain/review.ts';
import type { Flag, Tagging } from '../domain/tagging.ts';
import { flagText } from './flag-text.ts';
import type { Lookup } from './lexicon.ts';
import { tagConditions } from './tag-conditions.ts';

/** Everything the machine finds in the words of a review: its conditions, and what a person should look at. */
export function readText(
  text: string,
  { name }: Review['author'],
  lexicon: Lookup,
): Required<Pick<Tagging, 'lexiconVersion' | 'tags' | 'flags'>> {
  const ofName: readonly Flag[] =
    name !== undefined && isOddName(name) ? [{ kind: 'author-name', start: 0, end: 0 }] : [];
  const { version: lexiconVersion } = lexicon;
  return { lexiconVersion, tags: tagConditions(text, lexicon), flags: [...ofName, ...flagText(text)] };
}
