import { Logger } from '@aws-lambda-powertools/logger';

const logger = new Logger();

/** Ids, counts and milliseconds; never words, names or tokens. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** One JSON line per event, named `noun.verb-past`. */
export const log = {
  /** A step's result. */
  info(event: string, fields: LogFields = {}): void {
    logger.info(event, { ...fields });
  },
  /** Something that will be tried again. */
  warn(event: string, fields: LogFields = {}): void {
    logger.warn(event, { ...fields });
  },
  /** Something a person must look at; the error's message and stack are logged, so they must hold no words. */
  error(event: string, error: unknown, fields: LogFields = {}): void {
    logger.error(event, { ...fields, error: error instanceof Error ? error : new Error('not an Error') });
  },
};
