import type { HttpAnswer } from './http-exchange.ts';

/**
 * Says of an answer that explains nothing what it was, in one sentence: a pointer to another address, a web page or
 * nothing in place of data, or data in an unknown form.
 */
export function unexplained(source: string, { status, json }: Pick<HttpAnswer, 'status' | 'json'>): string {
  if (status >= 300 && status < 400) {
    return `${source} sends us on to another address (status ${status}), and we do not follow.`;
  }
  if (json === undefined) {
    return `${source} answered without data (status ${status}), as a web page or something on the way does.`;
  }
  return `${source} answered in a form that is not documented (status ${status}).`;
}
