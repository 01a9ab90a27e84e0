import { randomBytes, randomUUID, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Kept } from './kept.ts';

/** Somebody who may sign in on this machine. */
export interface Account {
  /** The token's `sub`. */
  readonly accountId: string;
  /** Lower case. */
  readonly email: string;
  readonly name: string;
  /** Whether one click signs in, without a password: a made-up person of the sample world. */
  readonly isDemo: boolean;
}

/** The people who may sign in on this machine: what `openAccounts` gives. */
export type Accounts = ReturnType<typeof openAccounts>;

const LEAST_CHARACTERS = 12;
const hash = promisify(scrypt) as (password: string, salt: string, length: number) => Promise<Buffer>;

/** Opens the accounts in a data folder; passwords are kept as scrypt hashes. */
export function openAccounts(kept: Kept) {
  type Stored = Account & { readonly salt: string; readonly secret: string };
  const stored = () => kept.list('account').map((text): Stored => JSON.parse(text));
  const list = (): readonly Account[] => stored().map(({ salt: _, secret: __, ...account }) => account);
  const find = (accountId: string) => list().find((account) => account.accountId === accountId);
  return {
    list,
    find,
    /** Adds an account, or replaces the one with its address. @throws Error when a real one has a short password */
    async add(account: Partial<Account> & Pick<Account, 'email' | 'name'>, password = ''): Promise<Account> {
      const { accountId = randomUUID(), name, isDemo = false } = account;
      const added = { accountId, email: account.email.trim().toLowerCase(), name, isDemo };
      if (!isDemo && password.length < LEAST_CHARACTERS) {
        throw new Error(`The password must have at least ${LEAST_CHARACTERS} characters.`);
      }
      const salt = randomBytes(16).toString('hex');
      const secret = password && (await hash(password, salt, 32)).toString('hex');
      kept.set('account', added.email, JSON.stringify({ ...added, salt, secret }));
      return added;
    },
    /** The account with this address and password; takes as long when there is none. */
    async check(email: string, password: string): Promise<Account | undefined> {
      const known = stored().find((account) => account.email === email.trim().toLowerCase());
      const given = await hash(password, known?.salt ?? '', 32);
      const isRight = known?.secret && timingSafeEqual(given, Buffer.from(known.secret, 'hex'));
      return isRight ? find(known.accountId) : undefined;
    },
  };
}
