import { assembleLocal } from '../../infra/assemble.ts';

/** Vitest's global set-up: what `npm start` boots is built and synthesized once, before the first test. */
export async function setup(): Promise<void> {
  await assembleLocal();
}
