import * as z from 'zod';
import { LANGUAGES } from '../domain/clinic.ts';
import data from '../domain/lexicon.json' with { type: 'json' };
import { splitWords } from './words.ts';

const label = z.string().min(1);

/** The format of `functions/domain/lexicon.json`: what each field means to the person who edits it. */
const Lexicon = z.strictObject({
  /** Stored with every tagging; change it with any change of the file, so that reviews are read anew. */
  version: z.string().min(1),
  conditions: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z]+(-[a-z]+)*$/u),
      /** The broader condition; it must stand before this one. */
      parent: z.string().exactOptional(),
      /** As patients say it, in every language visitors read. */
      label: z.strictObject(Object.fromEntries(LANGUAGES.map((language) => [language, label]))),
      /** The clinical wording, for staff. */
      staffLabel: label,
      isSensitive: z.boolean(),
      /** Words that say it, in any language, misspellings included; accents and capitals do not matter. */
      synonyms: z.array(label).min(1),
    }),
  ),
});

/** A node of the tree of synonyms: what may follow, and what has been said when it ends here. */
export interface SynonymNode {
  readonly next: Map<string, SynonymNode>;
  match?: SynonymMatch;
}

/** A synonym, and the condition it says. */
export interface SynonymMatch {
  readonly conditionId: string;
  readonly synonym: string;
}

/** The lexicon, ready to be looked up word by word. */
export interface Lookup {
  readonly version: string;
  readonly root: SynonymNode;
}

/**
 * Makes a lexicon ready for looking up.
 *
 * @throws Error when the lexicon does not have the format above, names an unknown parent, or says one synonym twice
 */
export function readLexicon(input: unknown = data): Lookup {
  const { version, conditions } = Lexicon.parse(input);
  const root: SynonymNode = { next: new Map() };
  const known = new Set<string>();
  for (const { id, parent, synonyms } of conditions) {
    if (parent !== undefined && !known.has(parent))
      throw new Error(`${id}: parent ${parent} must stand before it`);
    known.add(id);
    for (const synonym of synonyms) addSynonym(root, { conditionId: id, synonym });
  }
  return { version, root };
}

function addSynonym(root: SynonymNode, match: SynonymMatch): void {
  let node = root;
  for (const { form } of splitWords(match.synonym)) {
    const next = node.next.get(form) ?? { next: new Map() };
    node.next.set(form, next);
    node = next;
  }
  if (node.match && node.match.conditionId !== match.conditionId) {
    throw new Error(`"${match.synonym}" is said of ${node.match.conditionId} and of ${match.conditionId}`);
  }
  node.match ??= match;
}
