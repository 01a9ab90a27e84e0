import type { Api } from '../api/api.ts';

/** Reads all corrections of a clinic, page after page, each as a line of JSON; empty when nothing was corrected. */
export async function readCorrections(
  clinicId: string,
  { corrections }: Pick<Api, 'corrections'>,
): Promise<readonly string[]> {
  const lines: string[] = [];
  let after: string | undefined;
  do {
    const page = await corrections({ clinicId, ...(after !== undefined && { after }) });
    lines.push(...page.corrections.map((line) => JSON.stringify(line)));
    after = page.after;
  } while (after !== undefined);
  return lines;
}
