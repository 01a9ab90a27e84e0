import { AppError, type ErrorKind, type Issue } from '../domain/error.ts';

/** The answer to a request that failed: RFC 9457. Clients branch on `type`. */
export interface Problem {
  /** `/problems/{kind}`, or `about:blank` for a fault of ours. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** One sentence for the person who asked; absent for a fault of ours. */
  readonly detail?: string;
  /** `urn:request:{id}`, to be found in the logs. */
  readonly instance: string;
  /** The refused fields; only with kind `invalid`. */
  readonly issues?: readonly Issue[];
}

const ANSWERS = {
  invalid: { status: 400, title: 'The request is not valid' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Somebody was faster' },
  'source-failed': { status: 502, title: 'The source did not answer as it should' },
} as const satisfies Record<ErrorKind, { readonly status: number; readonly title: string }>;

/** Says what went wrong to the person who asked; anything but an AppError says nothing. */
export function toProblem(error: unknown, requestId: string): Problem {
  const instance = `urn:request:${requestId}`;
  if (!(error instanceof AppError)) {
    return { type: 'about:blank', title: 'Something went wrong here', status: 500, instance };
  }
  return {
    type: `/problems/${error.kind}`,
    ...ANSWERS[error.kind],
    detail: error.message,
    instance,
    ...(error.issues.length > 0 && { issues: error.issues }),
  };
}
