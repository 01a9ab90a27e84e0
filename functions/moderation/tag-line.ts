import * as z from 'zod';
import type { Flag, Tag } from '../domain/tagging.ts';
import { flagText } from './flag-text.ts';
import type { Lookup } from './lexicon.ts';
import { tagConditions } from './tag-conditions.ts';

const Line = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });
const Id = z.object({ id: z.union([z.string(), z.number()]) });

/** A condition found in a line, as it is printed. */
export interface PrintedTag extends Omit<Tag, 'conditionId'> {
  readonly id: string;
}

/** What is printed for a line. */
export type TaggedLine =
  | {
      readonly id: string | number;
      /** Of class sure. */
      readonly conditions: readonly PrintedTag[];
      /** For a person to confirm. */
      readonly suggested: readonly PrintedTag[];
      readonly flags: readonly Flag[];
    }
  | {
      /** Absent where the line has none. */
      readonly id?: string | number;
      readonly error: string;
    };

/** Tags one line of JSON, `{"id","text"}`; a line that is none gives its error. */
export function tagLine(line: string, lookup: Lookup): TaggedLine {
  const value = parseJson(line);
  if (value === undefined) return { error: 'This line is not JSON.' };
  const parsed = Line.safeParse(value);
  if (!parsed.success) {
    const { data } = Id.safeParse(value);
    return { ...(data && { id: data.id }), error: 'This line needs an "id" and a "text" that is a string.' };
  }
  const { id, text } = parsed.data;
  const tags = tagConditions(text, lookup);
  const ofClass = (wanted: Tag['confidence']) =>
    tags
      .filter(({ confidence }) => confidence === wanted)
      .map(({ conditionId, ...rest }) => ({ id: conditionId, ...rest }));
  return { id, conditions: ofClass('sure'), suggested: ofClass('suggested'), flags: flagText(text) };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
