const slug = /^(?=.{3,40}$)[a-z0-9]+(?:-[a-z0-9]+)*$/u;
const anyId = /^[\w-]{1,64}$/u;
const reviewId = /^[\w-]{22}$/u;

/**
 * Tells whether a text can be the slug of a thing of ours: 3 to 40 lower-case letters and digits, with single hyphens
 * between them. The embed takes no others.
 */
export function isSlug(text: string): boolean {
  return slug.test(text);
}

/** Tells whether a text can be the id of a thing of ours, whatever it is: up to 64 letters, digits, `-` and `_`. */
export function isId(text: string): boolean {
  return anyId.test(text);
}

/** Tells whether a text has the form of a review's id: 22 characters of base64url. */
export function isReviewId(text: string): boolean {
  return reviewId.test(text);
}
