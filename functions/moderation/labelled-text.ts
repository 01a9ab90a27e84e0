import * as z from 'zod';

const slugs = z.array(z.string().min(1));

/** A text with the conditions that people found in it. */
export const LabelledText = z.object({
  id: z.string().min(1),
  text: z.string(),
  /** Those it speaks of; parents are implied. */
  conditions: slugs,
  /** Those a careful person may or may not give; they count neither way. */
  soft: slugs.default([]),
  /** What makes it hard, such as `negation`. */
  flags: slugs.default([]),
  lang: z.string().default('en'),
  /** What it tries, such as `sport` as a cause; texts that try nothing in particular have none. */
  kind: z.string().min(1).exactOptional(),
});
export type LabelledText = z.infer<typeof LabelledText>;

/**
 * Reads labelled texts, one JSON object per line; blank lines are passed over.
 *
 * @throws Error naming the line that is not one
 */
export function parseLabelledTexts(lines: string): readonly LabelledText[] {
  return lines.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    const parsed = LabelledText.safeParse(parseJson(line));
    if (!parsed.success)
      throw new Error(`Line ${at + 1} is no labelled text: ${z.prettifyError(parsed.error)}`);
    return [parsed.data];
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
