import type { ErrorKind } from '../../functions/domain/error.ts';

/** How a request can fail: as the API says it, `unreachable` without an answer, `fault` for any other answer. */
export type RequestFailure = ErrorKind | 'unreachable' | 'fault';

/** A request that did not do what was asked. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  readonly kind: RequestFailure;
  /** What the API says to the person, one sentence; absent when it says nothing. */
  readonly detail: string | undefined;

  constructor(kind: RequestFailure, options: ErrorOptions & { readonly detail?: string | undefined } = {}) {
    super(kind, options);
    this.kind = kind;
    this.detail = options.detail;
  }
}

const KINDS: Readonly<Record<ErrorKind, true>> = {
  invalid: true,
  unauthenticated: true,
  forbidden: true,
  'not-found': true,
  conflict: true,
  'source-failed': true,
};

/** Reads an answer that is not good: a problem document names its kind in `type`, a gateway only has a status. */
export async function toRequestFailed(response: Response): Promise<RequestFailed> {
  if (response.status === 401) return new RequestFailed('unauthenticated');
  const { type, detail } = await readProblem(response);
  const kind = type?.replace(/^\/problems\//u, '') ?? '';
  return new RequestFailed(Object.hasOwn(KINDS, kind) ? (kind as ErrorKind) : 'fault', { detail });
}

async function readProblem(
  response: Response,
): Promise<{ readonly type?: string | undefined; readonly detail?: string | undefined }> {
  try {
    const { type, detail } = (await response.json()) as {
      readonly type?: unknown;
      readonly detail?: unknown;
    };
    return { type: textOf(type), detail: textOf(detail) };
  } catch {
    return {};
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
