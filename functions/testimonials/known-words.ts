import type { Consent } from '../domain/consent.ts';
import { shortHash } from '../platform/short-hash.ts';
import type { TestimonialNeeds } from './needs.ts';

/** The same words under the same name are the same testimonial, whoever enters them and however often. */
export function idOfWords(clinicId: string, text: string, author: string | undefined): string {
  const plain = (value: string) => value.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim();
  return shortHash(['words', clinicId, plain(text), plain(author ?? '')]);
}

/**
 * Finds what is known by its id or by its words, whichever way it came.
 *
 * @param ids of testimonials, or of words ({@link idOfWords})
 * @returns consents by those ids; two where words came through a form and another way, the form's last
 */
export async function findByWords(
  clinicId: string,
  ids: readonly string[],
  { consents, givenWords }: Pick<TestimonialNeeds, 'consents' | 'givenWords'>,
): Promise<ReadonlyMap<string, readonly Consent[]>> {
  const marks = await givenWords.findMany(clinicId, ids);
  const found = await consents.findMany(clinicId, [...ids, ...marks.map((mark) => mark.testimonialId)]);
  const byId = new Map(found.map((consent) => [consent.testimonialId, consent]));
  const ofForm = new Map(marks.map(({ wordsId, testimonialId }) => [wordsId, testimonialId]));
  return new Map(
    ids.map((id) => [id, [byId.get(id), byId.get(ofForm.get(id) ?? '')].filter((one) => one !== undefined)]),
  );
}
