import { own } from '../domain/own.ts';
import type { LinkRefusal } from '../domain/testimonial-link.ts';

/** What can be wrong with a field of the form. */
export type FieldFault = 'missing' | 'too-long' | 'not-agreed' | 'not-empty' | 'wrong';

/** The words of the patients' pages in one language. `{clinic}`, `{place}`, `{day}`, `{most}` are filled in. */
export interface PageWords {
  readonly languageName: string;
  readonly form: {
    readonly title: string;
    readonly lead: string;
    readonly text: string;
    readonly textHint: string;
    readonly stars: string;
    readonly starsHint: string;
    readonly star: readonly [one: string, many: string];
    readonly noStars: string;
    readonly author: string;
    readonly authorHint: string;
    readonly terms: string;
    readonly partner: string;
    readonly partnerHint: string;
    readonly agree: string;
    readonly signature: string;
    readonly signatureHint: string;
    readonly authority: string;
    readonly authorityHint: string;
    readonly trap: string;
    readonly send: string;
    readonly problem: string;
    readonly tooSoon: string;
    readonly tooLate: string;
    readonly incomplete: string;
    readonly busy: string;
  };
  readonly faults: Readonly<Record<FieldFault, string>>;
  readonly thanks: {
    readonly title: string;
    readonly next: string;
    readonly keepTitle: string;
    readonly keep: string;
    /** Saves everything as a file. */
    readonly save: string;
    /** The file's name, without its ending. */
    readonly fileName: string;
    /** Opens a mail to oneself. */
    readonly mail: string;
    /** How to print, as a page without scripts cannot do it itself. */
    readonly print: string;
    readonly copyTitle: string;
    readonly ownSite: string;
    readonly partners: string;
    readonly signed: string;
    readonly signedFor: string;
    readonly yours: string;
  };
  readonly revoke: {
    readonly title: string;
    readonly lead: string;
    readonly what: string;
    readonly again: string;
    readonly button: string;
    readonly doneTitle: string;
    readonly done: string;
  };
  readonly sorry: Readonly<
    Record<
      LinkRefusal | 'unknown' | 'sent' | 'refused' | 'broken',
      { readonly title: string; readonly text: string }
    >
  >;
}

/** Fills `{names}` of a text in; a name without a value is left out. */
export function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/gu, (_, name: string) => own(values, name) ?? '');
}
