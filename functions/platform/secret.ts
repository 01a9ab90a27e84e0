import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';

const FRESH_MS = 5 * 60_000;

/** Reads secrets by name; each is fetched once and kept five minutes in memory. A missing one is asked for every time. */
export interface Secrets {
  /**
   * @param name the parameter's full name, such as `/clinic-reviews/dev/yelp-api-key`
   * @returns the value; `undefined` when it was never set
   */
  readonly read: (name: string) => Promise<string | undefined>;
}

/** Opens the store of secrets: SSM SecureString parameters. */
export function openSecrets(client: SSMClient = new SSMClient({})): Secrets {
  const kept = new Map<string, { readonly value: string; readonly until: number }>();
  return {
    async read(name) {
      const known = kept.get(name);
      if (known && known.until > Date.now()) return known.value;
      const value = await fetchParameter(client, name);
      if (value !== undefined) kept.set(name, { value, until: Date.now() + FRESH_MS });
      return value;
    },
  };
}

async function fetchParameter(client: SSMClient, name: string): Promise<string | undefined> {
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    return Parameter?.Value;
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
}
