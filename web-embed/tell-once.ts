import { emptyRecord } from './list.ts';

const told = emptyRecord<true>();

/** Says something to the page's developer, in the console, once per page; some pages have no console left. */
export function tellOnce(level: 'info' | 'warn', message: string): void {
  if (told[message]) return;
  told[message] = true;
  self.console?.[level]?.(`clinic-reviews: ${message}`);
}
