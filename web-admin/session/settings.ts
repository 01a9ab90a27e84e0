/** What differs between deployments, read when the page starts; written by whoever puts the page on its server. */
export interface Settings {
  readonly region: string;
  /** The user pool. */
  readonly pool: string;
  /** This page's client id at the pool. */
  readonly client: string;
  /** Where people sign in, without a slash at the end. */
  readonly signInUrl: string;
  readonly issuer: string;
}

const NAMES = ['region', 'pool', 'client', 'signInUrl', 'issuer'] as const;

/**
 * Reads `/config.json`, past every cache.
 *
 * @throws Error when it cannot be read or lacks something
 */
export async function loadSettings(): Promise<Settings> {
  const response = await fetch('/config.json', { cache: 'no-store' });
  if (!response.ok) throw new Error(`/config.json answered ${response.status}.`);
  const read = (await response.json()) as Partial<Record<string, unknown>>;
  const missing = NAMES.filter((name) => typeof read[name] !== 'string' || read[name] === '');
  if (missing.length > 0) throw new Error(`/config.json lacks ${missing.join(', ')}.`);
  return read as unknown as Settings;
}
