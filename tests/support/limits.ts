/**
 * How long tests wait, the one place that says it. Nothing depends on these: what is awaited comes when it comes, on a
 * slow machine too, and what never comes still ends.
 */

/** For an expectation, and for whatever a browser is told to do; milliseconds. */
export const EXPECT_MS = 60_000;

/** For a test, and for what is made ready before it and cleared away after it; milliseconds. */
export const TEST_MS = 180_000;

/** The same for a long test, which works through much instead of waiting; milliseconds. */
export const LONG_TEST_MS = 900_000;
