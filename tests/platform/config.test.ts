import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { readConfig } from '../../functions/platform/config.ts';

const Config = z.object({
  LEDGER_TABLE: z.string().min(1),
  DUE_QUEUE_URL: z.url(),
  EDGE_SECONDS: z.string().regex(/^\d+$/u),
});

function given(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

afterEach(() => {
  vi.unstubAllEnvs();
});

const GOOD = { LEDGER_TABLE: 'ledger', DUE_QUEUE_URL: 'https://sqs.example/due', EDGE_SECONDS: '60' };

describe('readConfig', () => {
  it('gives what the function needs, and nothing else of the environment', () => {
    given({ ...GOOD, AWS_SECRET_ACCESS_KEY: 'not asked for' });

    expect(readConfig(Config)).toEqual(GOOD);
  });

  it('names every variable that is missing or wrong, once', () => {
    given({ LEDGER_TABLE: '', DUE_QUEUE_URL: undefined, EDGE_SECONDS: 'soon' });

    expect(() => readConfig(Config)).toThrow(
      /^The environment of this function is not complete\. LEDGER_TABLE: [^;]+; DUE_QUEUE_URL: [^;]+; EDGE_SECONDS: [^;]+$/u,
    );
  });

  it('repeats no value, as it could be a secret in the wrong place', () => {
    given({ ...GOOD, EDGE_SECONDS: 'hush-hush' });

    expect(() => readConfig(Config)).toThrow('EDGE_SECONDS');
    expect(() => readConfig(Config)).not.toThrow('hush-hush');
  });
});
