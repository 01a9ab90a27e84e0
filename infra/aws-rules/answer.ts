/** An answer over HTTP, of a service, an origin or the CDN. */
export interface Answer {
  readonly status: number;
  /** By lower-case name; those without a value are not sent. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer | string;
}
