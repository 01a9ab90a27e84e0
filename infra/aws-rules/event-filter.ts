import type { Properties } from './template.ts';

/** Tells whether an event, or a value in it, matches. */
export type Filter = (value: Properties) => boolean;

/** Reads filter patterns, in EventBridge's language; an event passes when one matches. @throws Error for odd operators */
export function readFilter(patterns: readonly string[], who: string): Filter {
  const filters = patterns.map((pattern) => fieldFilter(JSON.parse(pattern), who));
  return (event) => filters.length === 0 || filters.some((filter) => filter(event));
}

function fieldFilter(pattern: object, who: string): Filter {
  if (Array.isArray(pattern)) {
    const rules = pattern.map((rule) => valueFilter(rule, who));
    return (value) => [value].flat().some((one) => rules.some((rule) => rule(one)));
  }
  const fields = Object.entries(pattern).map(([name, below]) => {
    if (name.startsWith('$')) throw unsupported(name, who);
    return { name, filter: fieldFilter(below, who) };
  });
  return (value) => fields.every(({ name, filter }) => filter(value?.[name]));
}

function valueFilter(rule: Properties, who: string): Filter {
  if (typeof rule !== 'object' || rule === null) return (value) => value === rule;
  const { prefix, exists, 'anything-but': unwanted, ...others } = rule;
  const isPlain = Object.keys(rule).length === 1 && Object.keys(others).length === 0;
  if (isPlain && typeof prefix === 'string')
    return (value) => typeof value === 'string' && value.startsWith(prefix);
  if (isPlain && exists !== undefined) return (value) => (value !== undefined) === exists;
  if (isPlain && unwanted !== undefined && [unwanted].flat().every((one) => typeof one !== 'object')) {
    return (value) => value !== undefined && ![unwanted].flat().includes(value);
  }
  throw unsupported(JSON.stringify(rule), who);
}

function unsupported(operator: string, who: string): Error {
  return new Error(`${who}: the local runtime does not support the filter ${operator}.`);
}
