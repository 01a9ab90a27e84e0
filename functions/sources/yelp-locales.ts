import type { Listing } from '../domain/clinic.ts';
import type { Clinics } from '../store/clinics.ts';
import type { Summaries } from '../store/summaries.ts';

/** Yelp's locales, as `language_COUNTRY`; it refuses any other. */
const LOCALES =
  'cs_CZ da_DK de_DE de_AT de_CH en_US en_AU en_BE en_CA en_CH en_GB en_HK en_IE en_MY en_NZ en_PH en_SG es_ES es_AR es_CL es_MX fi_FI fil_PH fr_FR fr_BE fr_CA fr_CH it_IT it_CH ja_JP ms_MY nb_NO nl_NL nl_BE pl_PL pt_BR pt_PT sv_SE sv_FI tr_TR zh_TW zh_HK'.split(
    ' ',
  );

/** Asked for where the clinic's own country helps no further: the languages of our pages. */
const COMMON = ['en_US', 'es_ES', 'fr_FR'];

/** How many locales one pull asks for excerpts in, at most: the calls of a day are few. */
export const MOST_LOCALES = 4;

/** What choosing locales works with. */
export interface LocaleNeeds {
  readonly clinics: Pick<Clinics, 'find'>;
  readonly summaries: Pick<Summaries, 'listOf'>;
}

/**
 * The locales to ask Yelp in, the likeliest first; never empty. Yelp gives the excerpts of one language at a time, and
 * says that there are none where all are in another. First the one that had some the last time, as long as what was
 * read then may be kept; then those of the clinic's country; then the languages of our pages.
 */
export async function localesOf(
  { clinicId, listingId }: Pick<Listing, 'clinicId' | 'listingId'>,
  { clinics, summaries }: LocaleNeeds,
): Promise<readonly string[]> {
  const [clinic, told] = await Promise.all([clinics.find(clinicId), summaries.listOf(clinicId)]);
  const last = told.find((summary) => summary.listingId === listingId)?.locale;
  const own = LOCALES.filter((locale) => locale.endsWith(`_${clinic?.country ?? ''}`));
  return [...new Set([...(last === undefined ? [] : [last]), ...own, ...COMMON])];
}

/** Yelp's locales of the languages a business has reviews in, by their codes; those it does not know are left out. */
export function localesIn(languages: readonly string[], asked: readonly string[]): readonly string[] {
  return languages.flatMap((language) => {
    const isIn = (locale: string) => locale.startsWith(`${language}_`);
    return asked.find(isIn) ?? LOCALES.find(isIn) ?? [];
  });
}
