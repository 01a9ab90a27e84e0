import * as z from 'zod';
import { readConfig } from '../platform/config.ts';
import { httpRoutes } from '../platform/http.ts';
import { openQueue } from '../platform/queue.ts';
import { openTables } from '../store/table.ts';
import { openNeeds } from './needs.ts';
import { adminRoutes } from './routes.ts';

const Config = z.object({
  CONTENT_TABLE: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
  RETAG_QUEUE_URL: z.url(),
});
export type Config = z.infer<typeof Config>;

const { CONTENT_TABLE, LEDGER_TABLE, RETAG_QUEUE_URL } = readConfig(Config);
const table = openTables();
const needs = openNeeds(table(CONTENT_TABLE), table(LEDGER_TABLE), () => new Date().toISOString());
const routes = adminRoutes({ ...needs, retagQueue: openQueue(RETAG_QUEUE_URL) });

/** Every route of the staff's API. */
export type AdminRoute = keyof typeof routes;

/** The staff's API. */
export const handler = httpRoutes(routes, { findMember: needs.members.find });
