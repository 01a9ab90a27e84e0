import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Audit } from '../domain/audit.ts';
import type { Consent, ConsentStatement } from '../domain/consent.ts';
import { AppError } from '../domain/error.ts';
import type { Testimonial } from '../domain/testimonial.ts';
import type { TestimonialLink } from '../domain/testimonial-link.ts';
import { putAudit, writeAudited } from './audits.ts';
import { consentEntity, statementEntity } from './consents.ts';
import { putErasure } from './erasures.ts';
import { putGivenWords } from './given-words.ts';
import { ignoreRefused } from './refused-condition.ts';
import { type Table, type Write, writeAll } from './table.ts';
import { putCount, putLink, type SubmissionCount } from './testimonial-links.ts';
import { testimonialEntity, testimonialKey } from './testimonials.ts';

/** A testimonial with its consent. */
export interface GivenTestimonial {
  readonly testimonial: Testimonial;
  /** Version 1. */
  readonly consent: Consent;
}

/** A use of a form, counted together with what it brought. */
export interface FormUse {
  /** Hash of the words and the name. */
  readonly wordsId: string;
  readonly link: { readonly before: TestimonialLink; readonly after: TestimonialLink };
  readonly count: { readonly before: SubmissionCount | undefined; readonly after: SubmissionCount };
}

/** Writes of testimonials and their consents; one is never without the other until the consent is taken back. */
export interface TestimonialRecords {
  /** Keeps a consent's text; the same text is kept once. */
  readonly keepStatement: (statement: ConsentStatement) => Promise<void>;
  /**
   * Writes testimonials with their consents and an audit line each, at most 30 at a time.
   *
   * @returns ids of those that were there already, taken back ones among them; nothing is written of these
   */
  readonly add: (given: readonly GivenTestimonial[]) => Promise<readonly string[]>;
  /** Writes what a form brought, with the use of its link and the mark of its words. @returns false when any of it changed meanwhile */
  readonly addFromForm: (given: GivenTestimonial, use: FormUse) => Promise<boolean>;
  /** Puts a later consent in the place of one. @throws AppError `conflict` when it changed meanwhile */
  readonly renew: (before: Consent, after: Consent) => Promise<void>;
  /**
   * Deletes a testimonial and marks its consent as taken back; from then on nothing can write its review either.
   *
   * @throws AppError `conflict` when the consent changed meanwhile
   */
  readonly revoke: (before: Consent, after: Consent) => Promise<void>;
}

/** Opens the records of LedgerTable. */
export function openTestimonialRecords(ledger: Table): TestimonialRecords {
  return {
    async keepStatement(statement) {
      const put = new PutCommand({
        TableName: ledger.name,
        Item: statementEntity.toItem(statement),
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      await ignoreRefused(ledger.client.send(put));
    },
    async add(given) {
      const known: string[] = [];
      let pending = given;
      while (pending.length > 0) {
        const refusals = await writeAll(
          ledger,
          pending.flatMap((one) => putGiven(ledger, one)),
        );
        if (!refusals) break;
        const isKnown = (_: unknown, at: number) => refusals[at * 3] === 'ConditionalCheckFailed';
        const there = pending.filter(isKnown);
        // Something else was in the way, and would be again.
        if (there.length === 0) throw new AppError('conflict', 'This was changed just now. Look again.');
        known.push(...there.map(({ consent }) => consent.testimonialId));
        pending = pending.filter((one, at) => !isKnown(one, at));
      }
      return known;
    },
    async addFromForm(given, { wordsId, link, count }) {
      const { clinicId, testimonialId } = given.consent;
      const refusals = await writeAll(ledger, [
        ...putGiven(ledger, given),
        putGivenWords(ledger, { clinicId, wordsId, testimonialId }),
        putLink(ledger, link.before, link.after),
        putCount(ledger, count.before, count.after),
      ]);
      return refusals === undefined;
    },
    async renew(before, after) {
      const { recordedBy, recordedAt } = after;
      const audit = auditOf(after, 'consent-given', recordedBy, recordedAt);
      await writeChange(ledger, [putAfter(ledger, before, after)], audit);
    },
    async revoke(before, after) {
      const { revokedBy = '', revokedAt = '' } = after;
      const writes = [
        putAfter(ledger, before, after),
        { Delete: { TableName: ledger.name, Key: testimonialKey(before) } },
        putErasure(ledger, before, revokedAt),
      ];
      await writeChange(ledger, writes, auditOf(after, 'consent-revoked', revokedBy, revokedAt));
    },
  };
}

/** The consent first: it stays when the testimonial is deleted, so it says whether this was ever given. */
function putGiven(ledger: Table, { testimonial, consent }: GivenTestimonial): readonly Write[] {
  const { name } = ledger;
  const { recordedBy, recordedAt } = consent;
  return [
    {
      Put: {
        TableName: name,
        Item: consentEntity.toItem(consent),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    { Put: { TableName: name, Item: testimonialEntity.toItem(testimonial) } },
    putAudit(ledger, auditOf(consent, 'consent-given', recordedBy, recordedAt)),
  ];
}

/** The consent's next version, unless it changed meanwhile. */
function putAfter({ name }: Table, before: Consent, after: Consent): Write {
  return {
    Put: {
      TableName: name,
      Item: consentEntity.toItem(after),
      ConditionExpression: '#version = :version',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':version': before.version },
    },
  };
}

async function writeChange(ledger: Table, writes: readonly Write[], audit: Audit): Promise<void> {
  if (await writeAudited(ledger, writes, audit)) {
    throw new AppError('conflict', 'This consent was changed just now. Look again.');
  }
}

function auditOf(
  { clinicId, testimonialId, version }: Consent,
  action: 'consent-given' | 'consent-revoked',
  by: string,
  at: string,
): Audit {
  return { clinicId, subject: `consent/${testimonialId}`, version, action, by, at };
}
