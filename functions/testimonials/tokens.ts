import { isReviewId, isSlug } from '../domain/id.ts';
import { hashSecret, isSecret } from './capability.ts';

/** The token in the address of a form: whose it is, and the secret. */
export function toFormToken(clinicId: string, secret: string): string {
  return `${clinicId}.${secret}`;
}

/** Reads the token of a form's address; `undefined` for anything that we would not have made. */
export function readFormToken(
  token: string,
): { readonly clinicId: string; readonly linkId: string } | undefined {
  const [clinicId = '', secret = '', ...more] = token.split('.');
  if (more.length > 0 || !isSlug(clinicId) || !isSecret(secret)) return undefined;
  return { clinicId, linkId: hashSecret(secret) };
}

/** The token with which a patient takes a testimonial back. */
export function toRevokeToken(clinicId: string, testimonialId: string, secret: string): string {
  return `${clinicId}.${testimonialId}.${secret}`;
}

/** Reads the token of a revoke link; `undefined` for anything that we would not have made. */
export function readRevokeToken(
  token: string,
): { readonly clinicId: string; readonly testimonialId: string; readonly secret: string } | undefined {
  const [clinicId = '', testimonialId = '', secret = '', ...more] = token.split('.');
  if (more.length > 0 || !isSlug(clinicId) || !isReviewId(testimonialId) || !isSecret(secret))
    return undefined;
  return { clinicId, testimonialId, secret };
}
