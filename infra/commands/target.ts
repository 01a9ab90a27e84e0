import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { AppError } from '../../functions/domain/error.ts';
import type { EnvironmentName } from '../settings.ts';

/** Where a command acts: a deployed environment, or the data folder of the local runtime. */
export interface Target {
  readonly environment: EnvironmentName;
  /** Outputs of the stacks, by name. */
  readonly outputs: Readonly<Record<string, string>>;
  /** For the clients of the tables; empty for AWS, where the SDK finds everything itself. */
  readonly aws: DynamoDBClientConfig;
  /** Keeps a secret by its whole name. */
  readonly setSecret: (name: string, value: string) => Promise<void>;
  readonly accounts: AccountBook;
  readonly close: () => Promise<void>;
}

/** The people who may sign in. */
export interface AccountBook {
  /** The staff id of the person with an address; `undefined` when nobody has it. */
  readonly find: (email: string) => Promise<string | undefined>;
  /** Adds a person. @returns the staff id, and what to tell the person about signing in for the first time */
  readonly add: (email: string, name: string) => Promise<{ readonly staffId: string; readonly told: string }>;
}

const NAMES = ['dev', 'prod'] as const;

/**
 * Says where a command acts, and opens it.
 *
 * @param name value of `--env`; the local runtime when absent
 * @param say told the place, before anything is opened there
 * @throws AppError `invalid` with what to do
 */
export async function openTarget(
  name: string | undefined,
  say: (place: string) => void = console.log,
): Promise<Target> {
  // Each loads much that the other does not need, and a misspelt word none of it.
  if (name === undefined || name === 'local') {
    const { openLocalTarget } = await import('./local-target.ts');
    return await openLocalTarget(process.env.DATA_DIR, say);
  }
  const known = NAMES.find((candidate) => candidate === name);
  if (!known)
    throw new AppError('invalid', `There is no environment "${name}". Use --env dev or --env prod.`);
  const { openAwsTarget } = await import('./aws-target.ts');
  return await openAwsTarget(known, say);
}
