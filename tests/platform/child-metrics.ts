import { openMetrics } from '../../functions/platform/metrics.ts';
import { NOW } from '../support/builders.ts';

/** Prints one set of values as a function does. */
openMetrics('ClinicReviews/test', () => NOW).put(
  { Source: 'yelp', State: 'well' },
  { Listings: 3, RunMs: 120 },
);
