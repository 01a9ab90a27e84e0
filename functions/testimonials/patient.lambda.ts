import * as z from 'zod';
import { readConfig } from '../platform/config.ts';
import { pageRoutes } from '../platform/pages.ts';
import { openQueue } from '../platform/queue.ts';
import { openTables } from '../store/table.ts';
import { drawSorry } from './draw-sorry.ts';
import { openTestimonialNeeds } from './needs.ts';
import { pageStyle } from './page-style.ts';
import { patientRoutes } from './patient-routes.ts';
import { chooseLanguage } from './words-of.ts';

const Config = z.object({
  CONTENT_TABLE: z.string().min(1),
  LEDGER_TABLE: z.string().min(1),
  PULL_QUEUE_URL: z.url(),
  PUBLIC_URL: z.url(),
});
export type Config = z.infer<typeof Config>;

const { CONTENT_TABLE, LEDGER_TABLE, PULL_QUEUE_URL, PUBLIC_URL } = readConfig(Config);
const open = openTables();
const ways = { pullQueue: openQueue(PULL_QUEUE_URL), now: () => new Date().toISOString() };
const routes = patientRoutes({
  ...openTestimonialNeeds(open(CONTENT_TABLE), open(LEDGER_TABLE), ways),
  origin: PUBLIC_URL,
});

/** Every route of the patients' pages. */
export type PatientRoute = keyof typeof routes;

/** The patients' pages: the form, and the way to take it back. */
export const handler = pageRoutes(routes, {
  style: pageStyle,
  origin: PUBLIC_URL,
  sorry: (why, request) =>
    drawSorry(
      why,
      chooseLanguage(
        request.form.get('lang') ?? request.query('lang'),
        undefined,
        request.header('accept-language'),
      ),
      request.form,
    ),
});
