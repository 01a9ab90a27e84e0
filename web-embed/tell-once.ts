const told = new Set<string>();

/** Says something to the page's developer, in the console, once per page. */
export function tellOnce(level: 'info' | 'warn', message: string): void {
  if (told.has(message)) return;
  told.add(message);
  console[level](`clinic-reviews: ${message}`);
}
