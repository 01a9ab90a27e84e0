import * as z from 'zod';
import { readConfig } from '../platform/config.ts';
import { httpRoutes } from '../platform/http.ts';
import { openQueue } from '../platform/queue.ts';
import { openMembers } from '../store/members.ts';
import { openTables } from '../store/table.ts';
import { openStaffNeeds } from './needs.ts';
import { testimonialRoutes } from './testimonial-routes.ts';

const Config = z.object({
  CONTENT_TABLE: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
  PULL_QUEUE_URL: z.url(),
});
export type Config = z.infer<typeof Config>;

const { CONTENT_TABLE, LEDGER_TABLE, PULL_QUEUE_URL } = readConfig(Config);
const open = openTables();
const ledger = open(LEDGER_TABLE);
const ways = { pullQueue: openQueue(PULL_QUEUE_URL), now: () => new Date().toISOString() };
const routes = testimonialRoutes(openStaffNeeds(open(CONTENT_TABLE), ledger, ways));

/** Every route of this part of the staff's API. */
export type TestimonialRoute = keyof typeof routes;

/** The part of the staff's API that is about what patients give the clinic directly. */
export const handler = httpRoutes(routes, { findMember: openMembers(ledger).find });
