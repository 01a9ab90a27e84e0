import type { TestimonialLink } from '../domain/testimonial-link.ts';
import { isSecret, isSigned, makeSecret, sign } from './capability.ts';

/**
 * What a form carries: when it was drawn, and the secret with which its sender can take everything back. It is signed
 * with the link's own key, so that a form was drawn by us before it is sent, and some time before.
 */
export interface Stamp {
  /** Milliseconds since 1970. */
  readonly drawnAt: number;
  /** 256 random bits, base64url; the same for a form that is sent twice. */
  readonly secret: string;
  /** As it stands in the form. */
  readonly text: string;
}

/** Stamps a form. @param now instant, ISO 8601 UTC */
export function makeStamp({ stampKey }: Pick<TestimonialLink, 'stampKey'>, now: string): Stamp {
  const [drawnAt, secret] = [Date.parse(now), makeSecret()];
  const signed = `${drawnAt}.${secret}`;
  return { drawnAt, secret, text: `${signed}.${sign(stampKey, signed)}` };
}

/** Reads the stamp of a form that was sent; `undefined` when it is not ours. */
export function readStamp({ stampKey }: Pick<TestimonialLink, 'stampKey'>, text: string): Stamp | undefined {
  const [drawnAt = '', secret = '', signature = '', ...more] = text.split('.');
  if (more.length > 0 || !/^\d{13}$/u.test(drawnAt) || !isSecret(secret)) return undefined;
  if (!isSigned(stampKey, `${drawnAt}.${secret}`, signature)) return undefined;
  return { drawnAt: Number(drawnAt), secret, text };
}
