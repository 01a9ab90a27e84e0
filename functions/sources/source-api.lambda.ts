import * as z from 'zod';
import { readConfig } from '../platform/config.ts';
import { httpRoutes } from '../platform/http.ts';
import { openMembers } from '../store/members.ts';
import { openTables } from '../store/table.ts';
import { openRouteNeeds } from './route-needs.ts';
import { sourceRoutes } from './source-routes.ts';

const Config = z.object({
  CONTENT_TABLE: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
});
export type Config = z.infer<typeof Config>;

const { CONTENT_TABLE, LEDGER_TABLE } = readConfig(Config);
const table = openTables();
const ledger = table(LEDGER_TABLE);
const routes = sourceRoutes(openRouteNeeds(table(CONTENT_TABLE), ledger, () => new Date().toISOString()));

/** Every route of this part of the staff's API. */
export type SourceRoute = keyof typeof routes;

/** The part of the staff's API that acts on listings and their sources. */
export const handler = httpRoutes(routes, { findMember: openMembers(ledger).find });
