import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';

const BYTES = 32;
const FORM = /^[\w-]{43}$/u;

/** Makes a secret of 256 random bits, base64url, 43 characters: whoever has it may do what it stands for. */
export function makeSecret(): string {
  return randomBytes(BYTES).toString('base64url');
}

/** Tells whether a text has the form of a secret. */
export function isSecret(text: string): boolean {
  return FORM.test(text);
}

/** What is stored of a secret: its SHA-256, base64url. Against 256 random bits nothing slower is needed. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'base64url');
}

/** Tells, in a time that says nothing, whether a secret is the one that was stored. */
export function isOfHash(secret: string, stored: string): boolean {
  return isSame(hashSecret(secret), stored);
}

/** Signs a text with a key. */
export function sign(key: string, text: string): string {
  return createHmac('sha256', Buffer.from(key, 'base64url')).update(text).digest('base64url');
}

/** Tells whether a text was signed with a key. */
export function isSigned(key: string, text: string, signature: string): boolean {
  return isSame(sign(key, text), signature);
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
