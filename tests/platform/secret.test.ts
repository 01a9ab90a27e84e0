import { SSMClient } from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSecrets, type Secrets } from '../../functions/platform/secret.ts';
import { type Said, type StandIn, startStandIn } from './stand-in.ts';

const NAME = '/clinic-reviews/dev/yelp-api-key';

let ssm: StandIn;
let secrets: Secrets;
/** The parameters that are set; an error where SSM is to fail. */
let stored: Map<string, string | Said>;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-22T10:00:00.000Z') });
  stored = new Map([[NAME, 'first']]);
  ssm = await startStandIn(({ Name, Value, Overwrite, WithDecryption }) => {
    if (Overwrite) {
      stored.set(String(Name), String(Value));
      return { Version: 2 };
    }
    // Only reading names it: what is left is deleting.
    if (WithDecryption === undefined)
      return stored.delete(String(Name)) ? {} : { __type: 'ParameterNotFound' };
    const value = stored.get(String(Name));
    if (value === undefined) return { __type: 'ParameterNotFound' };
    return typeof value === 'string' ? { Parameter: { Name, Value: value } } : value;
  });
  secrets = openSecrets(new SSMClient(ssm.config));
});

afterEach(async () => {
  vi.useRealTimers();
  await ssm.stop();
});

describe('openSecrets', () => {
  it('asks for the value itself, decrypted, and once in five minutes', async () => {
    const read = [await secrets.read(NAME), await secrets.read(NAME)];
    vi.setSystemTime('2026-11-22T10:04:59.000Z');
    read.push(await secrets.read(NAME));

    expect(read).toEqual(['first', 'first', 'first']);
    expect(ssm.asked).toEqual([{ Name: NAME, WithDecryption: true }]);
  });

  it('sees a value that was replaced after five minutes', async () => {
    await secrets.read(NAME);
    stored.set(NAME, 'second');

    vi.setSystemTime('2026-11-22T10:05:00.000Z');

    expect(await secrets.read(NAME)).toBe('second');
  });

  it('asks each time for what was never set, so that it works as soon as it is', async () => {
    const other = '/clinic-reviews/dev/google-client-id';

    expect(await secrets.read(other)).toBeUndefined();
    stored.set(other, 'id');

    expect(await secrets.read(other)).toBe('id');
  });

  it('keeps secrets apart by their names', async () => {
    stored.set('/clinic-reviews/dev/other', 'other');

    expect([await secrets.read(NAME), await secrets.read('/clinic-reviews/dev/other')]).toEqual([
      'first',
      'other',
    ]);
  });

  it('takes a refusal for no absence, and keeps nothing of it', async () => {
    stored.set(NAME, { __type: 'AccessDeniedException', message: 'not yours' });

    await expect(secrets.read(NAME)).rejects.toThrow('not yours');
    stored.set(NAME, 'first');

    expect(await secrets.read(NAME)).toBe('first');
  });

  it('looks again when it is asked to, whatever it has in memory', async () => {
    await secrets.read(NAME);
    stored.set(NAME, 'second');

    expect(await secrets.read(NAME, { isFresh: true })).toBe('second');
    expect(await secrets.read(NAME)).toBe('second');
  });

  it('writes a secret encrypted, over what was there, and knows it at once', async () => {
    await secrets.read(NAME);

    await secrets.write(NAME, 'second');

    expect(ssm.asked.at(-1)).toEqual({ Name: NAME, Value: 'second', Type: 'SecureString', Overwrite: true });
    expect(await secrets.read(NAME)).toBe('second');
  });

  it('removes a secret, once or again', async () => {
    await secrets.read(NAME);

    await secrets.remove(NAME);
    await secrets.remove(NAME);

    expect(await secrets.read(NAME)).toBeUndefined();
  });

  it('does not take a refusal to remove for having removed', async () => {
    const refusing = await startStandIn(() => ({ __type: 'AccessDeniedException', message: 'not yours' }));

    await expect(openSecrets(new SSMClient(refusing.config)).remove(NAME)).rejects.toThrow('not yours');
    await refusing.stop();
  });
});
