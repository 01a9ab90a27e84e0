import type { DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import type { BatchReply } from '../platform/batch.ts';
import { readConfig } from '../platform/config.ts';
import { readChanges } from '../platform/stream.ts';
import { openClinics } from '../store/clinics.ts';
import { openErasures } from '../store/erasures.ts';
import { openModerations } from '../store/moderations.ts';
import { openReviews } from '../store/reviews.ts';
import { openStandings } from '../store/standings.ts';
import { openTables } from '../store/table.ts';
import { openTaggings } from '../store/taggings.ts';
import { type Lookup, readLexicon } from './lexicon.ts';
import { moderateChanges } from './moderate.ts';

const Config = z.object({ CONTENT_TABLE: z.string().min(1), LEDGER_TABLE: z.string().min(1) });
export type Config = z.infer<typeof Config>;

const { CONTENT_TABLE, LEDGER_TABLE } = readConfig(Config);
const table = openTables();
const [content, ledger] = [table(CONTENT_TABLE), table(LEDGER_TABLE)];
const now = () => new Date().toISOString();
let lookup: Lookup | undefined;
const needs = {
  reviews: openReviews(content, ledger, now),
  taggings: openTaggings(content, now),
  moderations: openModerations(ledger),
  clinics: openClinics(ledger),
  erasures: openErasures(ledger),
  standings: openStandings(content, now),
  /** Made ready with the first review: it takes as long as loading everything else. */
  get lexicon() {
    lookup ??= readLexicon();
    return lookup;
  },
  now,
};

/** Told of every change of a review and of a moderation. */
export const handler = (event: DynamoDBStreamEvent): Promise<BatchReply> =>
  moderateChanges(readChanges(event), needs);
