/** A request for a page of the demonstration. */
export interface DemoRequest {
  readonly method: string;
  /** Only path and query are looked at. */
  readonly url: URL;
  /** The `Origin` header; absent where the browser sends none. */
  readonly origin?: string;
  /** Body of a posted form, decoded as UTF-8; empty otherwise. */
  readonly body: string;
}

/** What is sent back; the body is empty for redirections. */
export interface DemoReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
} as const;

/** Headers of every page and file of the demonstration. `csp` is the whole policy. */
export function demoHeaders(type: string, csp: string): Readonly<Record<string, string>> {
  return { ...SECURITY_HEADERS, 'content-type': type, 'content-security-policy': csp };
}
