import { AppError } from '../../functions/domain/error.ts';
import { secretPrefix } from '../settings.ts';
import { resumeListings } from './stored-listings.ts';
import { openTarget } from './target.ts';
import { readCommandLine, readStandardInput, runCommand } from './tell.ts';

const NAMES =
  /^(?:google-client-id|google-client-secret|yelp-api-key|google-refresh-token\/[a-z\d-]{1,40})$/u;
const USAGE = 'printf %s "$VALUE" | npm run secret -- set yelp-api-key [--env dev]';

/** Keeps a secret, read from standard input so that it stands in no history and no list of processes. */
await runCommand(async () => {
  const { words, options } = readCommandLine(['env']);
  const [verb, name = '', ...more] = words;
  if (verb !== 'set' || more.length > 0) throw new AppError('invalid', `Use: ${USAGE}`);
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
