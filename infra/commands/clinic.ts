import { applyClinic } from '../../functions/admin/apply-clinic.ts';
import type { Applied } from '../../functions/admin/apply-thing.ts';
import { openNeeds } from '../../functions/admin/needs.ts';
import { AppError } from '../../functions/domain/error.ts';
import { openEmbedClaims } from '../../functions/store/embed-claims.ts';
import { openTables } from '../../functions/store/table.ts';
import { readCommandLine } from './command-line.ts';
import { readJsonFile } from './json-file.ts';
import { openTarget, type Target } from './target.ts';
import { runCommand } from './tell.ts';

const USAGE = 'npm run clinic -- apply clinic.json [--env dev]';
const OUTCOMES = {
  created: 'created',
  changed: 'changed',
  unchanged: 'as it was',
  'not-in-file': 'not in the file, left alone',
  'put-back': 'waiting again: shown unread, and the opening is manual now',
} as const satisfies Record<Applied['outcome'], string>;

/** Makes a clinic what its file says, on this machine or on AWS. */
await runCommand(async () => {
  const { words, options } = readCommandLine({ line: USAGE, options: ['env'], mostWords: 2 });
  const [verb, file] = words;
  if (verb !== 'apply' || !file) throw new AppError('invalid', `Use: ${USAGE}`);
  const asked = await readJsonFile(file);
  const target = await openTarget(options.get('env'));
  try {
    return await apply(asked, target);
  } finally {
    await target.close();
  }
});

async function apply(asked: unknown, { outputs, aws, accounts }: Target): Promise<string> {
  const table = openTables(aws);
  const ledger = table(outputs.LedgerTable ?? '');
  const invitations: string[] = [];
  const findOrInvite = async (email: string, name: string) => {
    const known = await accounts.find(email);
    if (known !== undefined) return known;
    const { staffId, told } = await accounts.add(email, name);
    invitations.push(told);
    return staffId;
  };
  const applied = await applyClinic(asked, {
    ...openNeeds(table(outputs.ContentTable ?? ''), ledger, () => new Date().toISOString()),
    embedClaims: openEmbedClaims(ledger),
    accounts: { findOrInvite },
  });
  return [...applied.map(toLine), ...invitations].join('\n');
}

function toLine({ kind, id, outcome, fields }: Applied): string {
  const which = fields.length > 0 && outcome === 'changed' ? ` (${fields.join(', ')})` : '';
  return `  ${kind.padEnd(9)} ${id.padEnd(28)} ${OUTCOMES[outcome]}${which}`;
}
