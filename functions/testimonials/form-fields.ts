import type { Stars } from '../domain/review.ts';
import { countCharacters, TESTIMONIAL_LIMITS } from '../domain/testimonial.ts';
import type { FieldFault } from './page-words.ts';
import { canSign, tidyLine, tidyText } from './tidy-text.ts';

/** What a patient typed, as typed: it is shown again when something is wrong. */
export interface TypedForm {
  readonly text: string;
  readonly stars: string;
  readonly author: string;
  readonly partner: boolean;
  readonly agree: boolean;
  readonly signature: string;
  readonly authority: string;
  /** A field that people do not see. */
  readonly trap: string;
}

/** A form in which everything is right. */
export interface ReadForm {
  readonly text: string;
  readonly stars?: Stars;
  readonly author?: string;
  readonly isForPartners: boolean;
  readonly signature: string;
  readonly authority?: string;
}

/** What is wrong, by field. */
export type FormFaults = Readonly<Partial<Record<keyof TypedForm, FieldFault>>>;

/** A form before anything was typed. */
export const EMPTY_FORM: TypedForm = {
  text: '',
  stars: '',
  author: '',
  partner: false,
  agree: false,
  signature: '',
  authority: '',
  trap: '',
};

/** Takes the fields out of a sent form; whatever else was sent is passed over. */
export function toTypedForm(form: URLSearchParams): TypedForm {
  const field = (name: string) => form.get(name) ?? '';
  return {
    text: field('text'),
    stars: field('stars'),
    author: field('author'),
    partner: field('partner') === 'yes',
    agree: field('agree') === 'yes',
    signature: field('signature'),
    authority: field('authority'),
    trap: field('website'),
  };
}

/** Reads a form. @returns what it says, or what is wrong with which field */
export function readForm(typed: TypedForm): { readonly read: ReadForm } | { readonly faults: FormFaults } {
  const text = tidyText(typed.text);
  const [author, signature, authority] = [typed.author, typed.signature, typed.authority].map(tidyLine) as [
    string,
    string,
    string,
  ];
  const { author: mostOfName, signature: mostOfSignature, text: mostOfText, reference } = TESTIMONIAL_LIMITS;
  const faults: FormFaults = {
    ...faultOf('text', text === '' ? 'missing' : tooLong(text, mostOfText)),
    ...faultOf('stars', /^[1-5]?$/u.test(typed.stars) ? undefined : 'wrong'),
    ...faultOf('author', tooLong(author, mostOfName)),
    ...faultOf('agree', typed.agree ? undefined : 'not-agreed'),
    ...faultOf('signature', canSign(signature) ? tooLong(signature, mostOfSignature) : 'missing'),
    ...faultOf('authority', tooLong(authority, reference)),
    ...faultOf('trap', typed.trap === '' ? undefined : 'not-empty'),
  };
  if (Object.keys(faults).length > 0) return { faults };
  return {
    read: {
      text,
      ...(typed.stars !== '' && { stars: Number(typed.stars) as Stars }),
      ...(author !== '' && { author }),
      isForPartners: typed.partner,
      signature,
      ...(authority !== '' && { authority }),
    },
  };
}

/** How many characters a field takes, where it has a limit. */
export function mostOf(field: keyof TypedForm): number | undefined {
  const { text, author, signature, reference } = TESTIMONIAL_LIMITS;
  const limits: Partial<Record<keyof TypedForm, number>> = { text, author, signature, authority: reference };
  return limits[field];
}

function tooLong(value: string, most: number): FieldFault | undefined {
  return countCharacters(value, most) > most ? 'too-long' : undefined;
}

function faultOf(field: keyof TypedForm, fault: FieldFault | undefined): FormFaults {
  return fault ? { [field]: fault } : {};
}
