import type { ReadOptions, Secrets } from '../platform/secret.ts';

/** Our secrets of one environment, by the last part of their name, such as `google-client-id`. */
export interface OwnSecrets {
  /** `undefined` when it is not set. */
  readonly read: (name: string, options?: ReadOptions) => Promise<string | undefined>;
  readonly write: (name: string, value: string) => Promise<void>;
  /** Does nothing when there is none. */
  readonly remove: (name: string) => Promise<void>;
}

/** Opens the secrets whose names begin with a prefix, such as `/clinic-reviews/dev`. */
export function openOwnSecrets(secrets: Secrets, prefix: string): OwnSecrets {
  return {
    read: (name, options) => secrets.read(`${prefix}/${name}`, options),
    write: (name, value) => secrets.write(`${prefix}/${name}`, value),
    remove: (name) => secrets.remove(`${prefix}/${name}`),
  };
}
