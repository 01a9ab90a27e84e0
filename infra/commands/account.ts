import { isEmail } from '../../functions/admin/text-forms.ts';
import { AppError } from '../../functions/domain/error.ts';
import { readCommandLine } from './command-line.ts';
import { openTarget } from './target.ts';
import { runCommand } from './tell.ts';

const USAGE = 'npm run account -- add ana@clinic.example "Ana Ruiz" [--env dev]';

/** Lets a person sign in. What the person may do is said by the clinic's file. */
await runCommand(async () => {
  const { words, options } = readCommandLine({ line: USAGE, options: ['env'], mostWords: 3 });
  const [verb, email = '', name = ''] = words;
  if (verb !== 'add' || !isEmail(email) || name.trim() === '') {
    throw new AppError('invalid', `Use: ${USAGE}`);
  }
  const target = await openTarget(options.get('env'));
  try {
    if ((await target.accounts.find(email)) !== undefined) return `${email} can sign in already.`;
    const { told } = await target.accounts.add(email, name.trim());
    return `${told}\nName ${email} among the members in the clinic's file: npm run clinic -- apply clinic.json`;
  } finally {
    await target.close();
  }
});
