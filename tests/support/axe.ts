import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What of a page is looked at: all of it by default. */
export interface AxeScope {
  /** Only colours that are hard to tell apart: all that another colour scheme can change. */
  readonly coloursOnly?: boolean;
  /** Parts that are another page's. */
  readonly exclude?: string;
  /** Rules to apply besides those that axe applies by itself. */
  readonly also?: readonly string[];
}

/** What axe found, each as `rule: element`. */
export interface AxeFound {
  readonly violations: readonly string[];
  /** What axe cannot decide by itself. */
  readonly undecided: readonly string[];
}

/** Looks for what keeps somebody out of a page, as far as a machine can tell. Frames of the page are not looked into. */
export async function runAxe(
  page: Page,
  { coloursOnly = false, exclude, also = [] }: AxeScope = {},
): Promise<AxeFound> {
  // Each frame by itself, results sent through a page of their own: several times as slow, and no page of ours needs it.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({
    resultTypes: ['violations', 'incomplete'],
    rules: Object.fromEntries(also.map((rule) => [rule, { enabled: true }])),
  });
  if (coloursOnly) builder.withRules('color-contrast');
  if (exclude !== undefined) builder.exclude(exclude);
  const { violations, incomplete } = await builder.analyze();
  return { violations: inWords(violations), undecided: inWords(incomplete) };
}

type Results = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];

function inWords(results: Results): readonly string[] {
  return results.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
