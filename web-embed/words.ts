import type { Language } from '../functions/domain/clinic.ts';
import type {
  FeedCondition,
  FeedDirect,
  FeedFallback,
  FeedHead,
  FeedRating,
} from '../functions/domain/feed.ts';
import type { PublishedReview } from '../functions/domain/published-review.ts';

/** One form for a single thing, one for any other number. */
type Plural = readonly [one: string, other: string];

/** Every text of the embed in one language. `{…}` is filled in by `fill`. */
interface Texts {
  /** January first, short, as inside a date. */
  readonly months: string;
  readonly decimalPoint: string;
  readonly title: string;
  readonly titleAbout: string;
  /** Before the name of a source. */
  readonly on: string;
  /** `7 of 61`. */
  readonly of: string;
  readonly reviewCount: Plural;
  /** Before a day. */
  readonly toldOn: string;
  /** After `4 of 5`. */
  readonly starCount: string;
  readonly anonymous: string;
  readonly onYelp: string;
  readonly posted: string;
  readonly readMore: string;
  readonly showMore: string;
  readonly moreFailed: string;
  readonly only: Plural;
  readonly moreAbout: string;
  readonly googleCount: Plural;
  readonly chosen: string;
  readonly seeAll: string;
  readonly howChosen: string;
}

type FeedField =
  | keyof FeedHead
  | keyof FeedRating
  | keyof FeedCondition
  | keyof FeedFallback
  | keyof FeedDirect
  | keyof PublishedReview;

/** What stands in braces. */
type Blank = 'clinic' | 'phrase' | 'broader' | 'source' | 'n';

/**
 * {@link Texts}, none named as a field of the feed or a blank: the build shortens the names of texts wherever they
 * stand. The name of an element's property that the embed uses would not do either.
 */
export type Words = Texts & { readonly [Name in FeedField | Blank]?: never };

/** The embed's texts by language. */
export const words: Readonly<Record<Language, Words>> = {
  en: {
    months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
    decimalPoint: '.',
    title: 'Reviews of {clinic}',
    titleAbout: 'Reviews of {clinic} that mention {phrase}',
    on: 'on',
    of: 'of',
    reviewCount: ['review', 'reviews'],
    toldOn: 'as of',
    starCount: 'stars',
    anonymous: 'A {source} user',
    onYelp: 'On Yelp',
    posted: 'Posted',
    readMore: 'Read more',
    showMore: 'Show more reviews',
    moreFailed: 'Could not load. Try again.',
    only: ['Only 1 review mentions {phrase}.', 'Only {n} reviews mention {phrase}.'],
    moreAbout: 'More about {broader}:',
    googleCount: ['Google review', 'Google reviews'],
    chosen: ', chosen by the clinic, newest first. Written on Google; we do not verify them. ',
    seeAll: 'See all',
    howChosen: 'How reviews are chosen',
  },
  es: {
    months: 'ene feb mar abr may jun jul ago sept oct nov dic',
    decimalPoint: ',',
    title: 'Reseñas de {clinic}',
    titleAbout: 'Reseñas de {clinic} que mencionan {phrase}',
    on: 'en',
    of: 'de',
    reviewCount: ['reseña', 'reseñas'],
    toldOn: 'al',
    starCount: 'estrellas',
    anonymous: 'Un usuario de {source}',
    onYelp: 'En Yelp',
    posted: 'Publicada',
    readMore: 'Leer más',
    showMore: 'Ver más reseñas',
    moreFailed: 'No se pudo cargar. Inténtalo de nuevo.',
    only: ['Solo 1 reseña menciona {phrase}.', 'Solo {n} reseñas mencionan {phrase}.'],
    moreAbout: 'Más sobre {broader}:',
    googleCount: ['reseña de Google', 'reseñas de Google'],
    chosen:
      ', elegidas por la clínica, de la más reciente a la más antigua. Escritas en Google; no las verificamos. ',
    seeAll: 'Ver todas',
    howChosen: 'Cómo se eligen las reseñas',
  },
  fr: {
    months: 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.',
    decimalPoint: ',',
    title: 'Avis sur {clinic}',
    titleAbout: 'Avis sur {clinic} qui mentionnent «\u00a0{phrase}\u00a0»',
    on: 'sur',
    of: 'sur',
    reviewCount: ['avis', 'avis'],
    toldOn: 'au',
    starCount: 'étoiles',
    anonymous: 'Un utilisateur de {source}',
    onYelp: 'Sur Yelp',
    posted: 'Publié',
    readMore: 'Lire la suite',
    showMore: 'Afficher plus d’avis',
    moreFailed: 'Impossible d’en charger plus. Réessayez.',
    only: [
      'Un seul avis mentionne «\u00a0{phrase}\u00a0».',
      'Seuls {n} avis mentionnent «\u00a0{phrase}\u00a0».',
    ],
    moreAbout: 'Plus sur «\u00a0{broader}\u00a0»\u00a0:',
    googleCount: ['avis Google', 'avis Google'],
    chosen:
      ', choisis par la clinique, du plus récent au plus ancien. Écrits sur Google\u00a0; nous ne les vérifions pas. ',
    seeAll: 'Tous les avis',
    howChosen: 'Comment les avis sont choisis',
  },
};
