import {
  DeleteParameterCommand,
  GetParameterCommand,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';

const FRESH_MS = 5 * 60_000;

/** Secrets by name; each is fetched once and kept five minutes in memory. A missing one is asked for every time. */
export interface Secrets {
  /**
   * @param name the parameter's full name, such as `/clinic-reviews/dev/yelp-api-key`
   * @returns the value; `undefined` when it was never set, or was removed
   */
  readonly read: (name: string, options?: ReadOptions) => Promise<string | undefined>;
  /** Sets a secret, encrypted, whether it is there or not. */
  readonly write: (name: string, value: string) => Promise<void>;
  /** Removes a secret for good; does nothing when there is none. */
  readonly remove: (name: string) => Promise<void>;
}

/** How a secret is read. */
export interface ReadOptions {
  /** Whether it is fetched although it is in memory; default false. */
  readonly isFresh?: boolean;
}

/** Opens the store of secrets: SSM SecureString parameters. */
export function openSecrets(client: SSMClient = new SSMClient({})): Secrets {
  const kept = new Map<string, { readonly value: string; readonly until: number }>();
  return {
    async read(name, { isFresh = false } = {}) {
      const known = kept.get(name);
      if (known && known.until > Date.now() && !isFresh) return known.value;
      const value = await fetchParameter(client, name);
      if (value === undefined) kept.delete(name);
      else kept.set(name, { value, until: Date.now() + FRESH_MS });
      return value;
    },
    async write(name, value) {
      kept.delete(name);
      await client.send(
        new PutParameterCommand({ Name: name, Value: value, Type: 'SecureString', Overwrite: true }),
      );
    },
    async remove(name) {
      kept.delete(name);
      await ignoreMissing(client.send(new DeleteParameterCommand({ Name: name })));
    },
  };
}

async function fetchParameter(client: SSMClient, name: string): Promise<string | undefined> {
  const asked = client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
  return (await ignoreMissing(asked))?.Parameter?.Value;
}

async function ignoreMissing<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
}
