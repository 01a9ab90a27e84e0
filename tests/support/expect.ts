import { expect as playwrightExpect } from '@playwright/test';
import { EXPECT_MS } from './limits.ts';

/** Playwright's expectations, which wait for what a page is to show, with the limit of all tests. */
export const expect = playwrightExpect.configure({ timeout: EXPECT_MS });
