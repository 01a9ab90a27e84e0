import type { Clinic, Language } from '../domain/clinic.ts';
import type { ConsentStatement } from '../domain/consent.ts';
import { shortHash } from '../platform/short-hash.ts';
import { consentWords, WORDING } from './consent-words.ts';
import { printDay } from './print-day.ts';

/** What a consent's text depends on. */
export interface StatementAsked {
  readonly clinic: Pick<Clinic, 'clinicId' | 'name'>;
  readonly language: Language;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly lastDay: string;
  /** Whether the patient gets a link to take it back with. */
  readonly hasLink: boolean;
}

/** Writes the text of a consent: the same question gives the same text and the same id. */
export function writeStatement({ clinic, language, lastDay, hasLink }: StatementAsked): ConsentStatement {
  const { revocationInWriting, ...sentences } = consentWords[language];
  const values = { clinic: clinic.name, day: printDay(lastDay, language) };
  const chosen = { ...sentences, ...(!hasLink && { revocation: revocationInWriting }) };
  const text = Object.fromEntries(
    Object.entries(chosen).map(([element, sentence]) => [element, fillIn(sentence, values)]),
  ) as Record<keyof typeof sentences, string>;
  const { clinicId } = clinic;
  return { clinicId, statementId: shortHash([language, WORDING, text]), language, wording: WORDING, ...text };
}

/** The sentences of a statement in the order in which they are read. */
export function sentencesOf(statement: ConsentStatement): readonly string[] {
  const { description, discloser, recipients, purpose, expiry, revocation, conditions, redisclosure } =
    statement;
  return [description, discloser, recipients, purpose, expiry, revocation, conditions, redisclosure];
}

function fillIn(sentence: string, values: { readonly clinic: string; readonly day: string }): string {
  return sentence.replaceAll(/\{(clinic|day)\}/gu, (_, name: keyof typeof values) => values[name]);
}
