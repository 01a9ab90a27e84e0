import * as z from 'zod';
import type { Testimonial } from '../domain/testimonial.ts';
import { entity } from './entity.ts';
import { clinicPartition, type Key, PREFIX } from './keys.ts';
import { getItems, type Table, type Write } from './table.ts';

/** That words came through a form: a hash of them, kept also when they are taken back. */
export interface GivenWords extends Pick<Testimonial, 'clinicId' | 'testimonialId'> {
  /** Hash of the words and the name. */
  readonly wordsId: string;
}

const wordsEntity = entity<GivenWords>(
  'given-words',
  z.object({ clinicId: z.string(), wordsId: z.string(), testimonialId: z.string() }),
  wordsKey,
);

/** The marks of words that came through forms. */
export interface GivenWordsMarks {
  /** Those that exist, in no order. */
  readonly findMany: (clinicId: string, wordsIds: readonly string[]) => Promise<GivenWords[]>;
}

/** Opens the marks of LedgerTable. */
export function openGivenWords(ledger: Table): GivenWordsMarks {
  return {
    findMany: (clinicId, ids) =>
      getItems(
        ledger,
        wordsEntity,
        [...new Set(ids)].map((wordsId) => wordsKey({ clinicId, wordsId })),
      ),
  };
}

/** A write for a transaction: the words are known from now on. The same words given again are the later one's. */
export function putGivenWords({ name }: Table, words: GivenWords): Write {
  return { Put: { TableName: name, Item: wordsEntity.toItem(words) } };
}

function wordsKey({ clinicId, wordsId }: Pick<GivenWords, 'clinicId' | 'wordsId'>): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.givenWords}${wordsId}` };
}
