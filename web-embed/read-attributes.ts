import { tellOnce } from './tell-once.ts';

/** Attributes that say what is shown and how; each is optional but `embed`. */
export const ATTRIBUTES = ['embed', 'condition', 'location', 'theme'] as const;
type Attribute = (typeof ATTRIBUTES)[number];

/** What a snippet asks for, checked. */
export type Asked = Readonly<Partial<Record<Attribute, string>>>;

const SLUG = /^(?=.{1,64}$)[a-z\d]+(-[a-z\d]+)*$/;
const ALLOWED: Readonly<Record<Attribute, RegExp>> = {
  embed: SLUG,
  condition: SLUG,
  location: SLUG,
  theme: /^(light|dark|auto)$/,
};

/**
 * Reads the attributes of a snippet. What is not an id or a known word is left out, with one
 * `console.warn`; an empty attribute counts as absent.
 */
export function readAttributes(element: Element): Asked {
  const asked: Partial<Record<Attribute, string>> = {};
  for (const name of ATTRIBUTES) {
    const value = element.getAttribute(name);
    if (!value) continue;
    if (ALLOWED[name].test(value)) asked[name] = value;
    else tellOnce('warn', `${name}="${value}" is not valid.`);
  }
  return asked;
}
