import type { ErrorKind } from '../../functions/domain/error.ts';

/** How a request can fail: as the API says it, `unreachable` without an answer, `fault` for any other answer. */
export type RequestFailure = ErrorKind | 'unreachable' | 'fault';

/** A request that did not do what was asked. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  readonly kind: RequestFailure;

  constructor(kind: RequestFailure, options?: ErrorOptions) {
    super(kind, options);
    this.kind = kind;
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
  const type = await problemType(response);
  const kind = type?.replace(/^\/problems\//u, '') ?? '';
  return new RequestFailed(Object.hasOwn(KINDS, kind) ? (kind as ErrorKind) : 'fault');
}

async function problemType(response: Response): Promise<string | undefined> {
  try {
    const { type } = (await response.json()) as { readonly type?: unknown };
    return typeof type === 'string' ? type : undefined;
  } catch {
    return undefined;
  }
}
