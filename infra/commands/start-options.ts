import * as z from 'zod';
import { own } from '../../functions/domain/own.ts';
import { PORTS } from '../local/loopback.ts';
import { refuseTaken } from './command-line.ts';

/** What `npm start` was asked for. */
export interface StartOptions {
  /** Of the CDN; the five after it are used too. 0: any free ones. */
  readonly port: number;
  /** Folder in which data survives; a temporary one when absent. */
  readonly dataDir?: string;
  /** Whether real sources are pulled, and not the sample world's. */
  readonly isReal: boolean;
  /** Whether to read each listing once, say what came back, and end. */
  readonly isCheck: boolean;
  readonly google?: { readonly id: string; readonly secret: string };
  readonly yelpApiKey?: string;
}

const LINE = 'npm start, npm start -- --check';

const filled = z.string().trim().min(1);

const Variables = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/u)
    .transform(Number)
    .refine((port) => port <= PORTS.highest)
    .exactOptional(),
  DATA_DIR: filled.exactOptional(),
  GOOGLE_CLIENT_ID: filled.exactOptional(),
  GOOGLE_CLIENT_SECRET: filled.exactOptional(),
  YELP_API_KEY: filled.exactOptional(),
});

const ADVICE: Readonly<Record<keyof z.infer<typeof Variables>, string>> = {
  PORT: `PORT takes a whole number from 0 to ${PORTS.highest}: PORT=${PORTS.default} npm start.`,
  DATA_DIR: 'DATA_DIR takes a folder: DATA_DIR=./data npm start. Leave it out for a temporary one.',
  GOOGLE_CLIENT_ID: 'GOOGLE_CLIENT_ID is empty. Leave it out, or copy it from your Google Cloud project.',
  GOOGLE_CLIENT_SECRET:
    'GOOGLE_CLIENT_SECRET is empty. Leave it out, or copy it from your Google Cloud project.',
  YELP_API_KEY: 'YELP_API_KEY is empty. Leave it out, or copy it from your Yelp app.',
};

/**
 * Reads what `npm start` was asked for.
 *
 * @throws Error with one sentence that says what to change
 */
export function readStartOptions(
  environment: Readonly<Record<string, string | undefined>>,
  words: readonly string[],
): StartOptions {
  refuseTaken(['check', 'port', 'data-dir', 'env'], LINE, environment);
  const unknown = words.find((word) => word !== '--check');
  if (unknown !== undefined) throw new Error(`"${unknown}" is not known. There is: ${LINE}.`);
  if (words.length > 1) throw new Error('--check is given twice; give it once.');
  const read = Variables.safeParse(definedOnly(environment));
  if (!read.success) {
    const name = read.error.issues[0]?.path[0] as keyof typeof ADVICE;
    throw new Error(ADVICE[name]);
  }
  const {
    PORT: port = PORTS.default,
    DATA_DIR: dataDir,
    GOOGLE_CLIENT_ID: id,
    YELP_API_KEY: yelpApiKey,
  } = read.data;
  const { GOOGLE_CLIENT_SECRET: secret } = read.data;
  if ((id === undefined) !== (secret === undefined)) {
    throw new Error(
      'GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET belong together: set both, or none for the sample world.',
    );
  }
  const google = id !== undefined && secret !== undefined ? { id, secret } : undefined;
  const isReal = google !== undefined || yelpApiKey !== undefined;
  if (isReal && dataDir === undefined) {
    throw new Error('Real sources need a folder for what they grant and lend: DATA_DIR=./data npm start.');
  }
  return {
    port,
    isReal,
    isCheck: words.includes('--check'),
    ...(dataDir !== undefined && { dataDir }),
    ...(google && { google }),
    ...(yelpApiKey !== undefined && { yelpApiKey }),
  };
}

function definedOnly(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.keys(ADVICE).flatMap((name) => {
      const value = own(environment, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
