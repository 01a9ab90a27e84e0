/**
 * Tells whether something lent by a source may still be shown; what does not say until when may not.
 *
 * @param now milliseconds since 1970
 */
export function isCurrent(item: { readonly expiresAt: string }, now: number): boolean {
  return Date.parse(item.expiresAt) > now;
}
