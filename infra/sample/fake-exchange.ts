import type { IncomingHttpHeaders } from 'node:http';

/** A request as a fake source sees it. */
export interface FakeRequest {
  /** Name of the route that answers it, such as `reviews`; `''` when none does. */
  readonly route: string;
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** What the route's pattern captured, in order. */
  readonly captured: readonly string[];
}

/** What a fake source says. */
export interface FakeAnswer {
  readonly status: number;
  /** One of many values is sent as often. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** Sent as JSON, unless it is a string or a Buffer: those are sent as they are. */
  readonly body: unknown;
}

/** One address of a fake source. */
export interface FakeRoute {
  /** Faults are queued by this name. */
  readonly name: string;
  readonly method: string;
  /** Of the whole path; its groups are captured. */
  readonly path: RegExp;
  readonly answer: (request: FakeRequest) => FakeAnswer;
}
