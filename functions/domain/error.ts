import type { SourceFailure } from './pull.ts';

/** What went wrong, in the few ways a caller can act on; each has one HTTP answer (`platform/problem.ts`). */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'source-failed';

/** One refused field of an input. */
export interface Issue {
  /** Dotted path of the field, `''` for the input as a whole. */
  readonly path: string;
  /** What is wrong with the value and what to do, one sentence. */
  readonly message: string;
}

/** What an {@link AppError} may carry besides its message. */
export interface AppErrorDetail {
  readonly cause?: unknown;
  /** The refused fields, for kind `invalid`. */
  readonly issues?: readonly Issue[];
  /** How the source failed, for kind `source-failed`. */
  readonly reason?: SourceFailure;
  /** When it is worth asking the source again, ISO 8601 UTC; where it said so. */
  readonly retryAt?: string;
  /** The listing's new id, for reason `moved`; where the source said it. */
  readonly movedTo?: string;
}

/** The one error this product throws on purpose; its message may be shown to the person who asked. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly kind: ErrorKind;
  /** Refused fields; empty for every kind but `invalid`. */
  readonly issues: readonly Issue[];
  /** Only on kind `source-failed`. */
  readonly reason: SourceFailure | undefined;
  /** Only on kind `source-failed`, where the source said when to ask again; ISO 8601 UTC. */
  readonly retryAt: string | undefined;
  /** Only with reason `moved`, where the source named the new id. */
  readonly movedTo: string | undefined;

  constructor(kind: ErrorKind, message: string, detail: AppErrorDetail = {}) {
    super(message, detail.cause === undefined ? {} : { cause: detail.cause });
    this.kind = kind;
    this.issues = detail.issues ?? [];
    this.reason = detail.reason;
    this.retryAt = detail.retryAt;
    this.movedTo = detail.movedTo;
  }
}
