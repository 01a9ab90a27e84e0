import { AppError } from '../../functions/domain/error.ts';
import { secretPrefix } from '../settings.ts';
import { readCommandLine } from './command-line.ts';
import { resumeListings } from './stored-listings.ts';
import { openTarget } from './target.ts';
import { readStandardInput, runCommand } from './tell.ts';

const NAMES =
  /^(?:google-client-id|google-client-secret|yelp-api-key|google-refresh-token\/[a-z\d-]{1,40})$/u;
const USAGE = 'printf %s "$VALUE" | npm run secret -- set yelp-api-key [--env dev]';

/** Keeps a secret, read from standard input so that it stands in no history and no list of processes. */
await runCommand(async () => {
  const { words, options } = readCommandLine({ line: USAGE, options: ['env'], mostWords: 2 });
  const [verb, name = ''] = words;
  if (verb !== 'set') throw new AppError('invalid', `Use: ${USAGE}`);
  if (!NAMES.test(name)) {
    const known = 'google-client-id, google-client-secret, google-refresh-token/{connection}, yelp-api-key';
    throw new AppError('invalid', `There is no secret "${name}". Known are: ${known}.`);
  }
  const value = (await readStandardInput()).trim();
  if (value === '') throw new AppError('invalid', `Nothing came on standard input. Use: ${USAGE}`);
  const target = await openTarget(options.get('env'));
  try {
    const fullName = `${secretPrefix(target.environment)}/${name}`;
    await target.setSecret(fullName, value);
    const [, connection] = name.split('/');
    if (connection !== undefined) await resumeListings(connection, target);
    return `${fullName} is set; functions see it within five minutes.`;
  } finally {
    await target.close();
  }
});
