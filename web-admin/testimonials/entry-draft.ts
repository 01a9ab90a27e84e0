import type { Language } from '../../functions/domain/clinic.ts';
import type { Stars } from '../../functions/domain/review.ts';
import type { EnteredTestimonial } from '../../functions/domain/testimonial-view.ts';

/** What stands in the form for paper, as typed. */
export interface EntryDraft {
  readonly locationId: string;
  readonly text: string;
  readonly stars: string;
  readonly author: string;
  readonly language: string;
  readonly writtenOn: string;
  readonly audience: string;
  readonly signedOn: string;
  readonly lastDay: string;
  readonly reference: string;
  readonly authority: string;
  readonly isCompared: boolean;
}

/** An empty form: signed today, for two years. @param today `YYYY-MM-DD` */
export function newDraft(locationId: string, today: string): EntryDraft {
  return {
    locationId,
    text: '',
    stars: '',
    author: '',
    language: 'en',
    writtenOn: today,
    audience: 'own-site',
    signedOn: today,
    lastDay: twoYearsAfter(today),
    reference: '',
    authority: '',
    isCompared: false,
  };
}

/** The day two years after another; a 29 February becomes a 28th. */
export function twoYearsAfter(day: string): string {
  return `${Number(day.slice(0, 4)) + 2}${day.slice(4).replace('-02-29', '-02-28')}`;
}

const NEEDED = ['text', 'writtenOn', 'signedOn', 'lastDay', 'reference'] as const;

/** The first field that still needs something; `undefined` when nothing does. */
export function firstGap(draft: EntryDraft): keyof EntryDraft | undefined {
  return NEEDED.find((name) => draft[name].trim() === '') ?? (draft.isCompared ? undefined : 'isCompared');
}

/** The form as the API takes it. */
export function toEntry(draft: EntryDraft, statementId: string): EnteredTestimonial {
  const { locationId, text, stars, author, language, writtenOn } = draft;
  const { audience, signedOn, lastDay, reference, authority } = draft;
  return {
    locationId,
    text,
    ...(stars !== '' && { stars: Number(stars) as Stars }),
    ...(author.trim() !== '' && { author }),
    language: language as Language,
    writtenOn,
    consent: {
      audiences: audience === 'partner' ? ['own-site', 'partner'] : ['own-site'],
      reference,
      ...(authority.trim() !== '' && { authority }),
      signedOn,
      lastDay,
      statementId,
    },
  };
}
