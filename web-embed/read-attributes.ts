import { cut, isBlank, kept, mapped } from './list.ts';
import { tellOnce } from './tell-once.ts';

/** Attributes that say what is shown and how; each is optional but `embed`. */
export const ATTRIBUTES = ['embed', 'condition', 'location', 'theme'] as const;
type Attribute = (typeof ATTRIBUTES)[number];

/** What a snippet asks for, each as an id. */
export type Asked = Readonly<Partial<Record<Attribute, string>>>;

/** What an id is made of, and the same letters as people also write them. */
const SIGNS = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DISTINCT = 36;

/**
 * Makes an id of what somebody wrote: `“Low back pain” ` becomes `low-back-pain`. Anything but letters and digits parts
 * words; at both ends it is nothing.
 */
function toId(written: string): string {
  let id = '';
  let gap = '';
  for (let at = 0; at < written.length; at += 1) {
    let place = 0;
    while (place < SIGNS.length && SIGNS[place] !== written[at]) place += 1;
    if (place < SIGNS.length) {
      id += gap + SIGNS[place % DISTINCT];
      gap = '';
    } else gap = id && '-';
  }
  return id;
}

/**
 * Reads the attributes of a snippet, whatever slipped in while it was pasted: quotes of a word processor, spaces that
 * do not break, capitals, a label in place of its id. What is empty counts as absent. What is not understood is told
 * in the console, and where an id should be it stays one that no list has: nothing widens to everything. Builders
 * that take away attributes of our own keep `data-condition`.
 */
export function readAttributes(element: Element): Asked {
  const asked: Partial<Record<string, string>> = {};
  mapped(element.attributes, ({ name, value }) => {
    const id = toId(value);
    const steps = cut(toId(name), '-');
    const attribute = steps[steps.length - 1] as Attribute;
    const isOurs = kept(ATTRIBUTES, (one) => one === attribute).length;
    if (attribute === 'theme' ? isTheme(id) : isOurs || isOfAnyElement(name, element)) {
      if (!isBlank(value)) asked[attribute] = id || '-';
    } else tellOnce('warn', `${name}="${value}" is not understood.`);
  });
  return asked;
}

function isTheme(id: string): boolean {
  return id === 'light' || id === 'dark' || id === 'auto';
}

/** Attributes that HTML, a framework or an assistive technology may put anywhere. */
function isOfAnyElement(name: string, element: Element): boolean {
  return name in element || name === 'class' || cut(name, '-:').length > 1;
}
