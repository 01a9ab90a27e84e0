import * as z from 'zod';
import { readConfig } from '../platform/config.ts';
import { httpRoutes } from '../platform/http.ts';
import { openLeases } from '../store/leases.ts';
import { openMembers } from '../store/members.ts';
import { openPulls } from '../store/pulls.ts';
import { openTables } from '../store/table.ts';
import { sourceRoutes } from './source-routes.ts';

const Config = z.object({
  LEDGER_TABLE: z.string().min(1),
});
export type Config = z.infer<typeof Config>;

const { LEDGER_TABLE } = readConfig(Config);
const ledger = openTables()(LEDGER_TABLE);
const routes = sourceRoutes({
  pulls: openPulls(ledger),
  leases: openLeases(ledger),
  now: () => new Date().toISOString(),
});

/** Every route of this part of the staff's API. */
export type SourceRoute = keyof typeof routes;

/** The part of the staff's API that acts on listings and their sources. */
export const handler = httpRoutes(routes, { findMember: openMembers(ledger).find });
