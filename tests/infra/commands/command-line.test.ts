import { describe, expect, it } from 'vitest';
import { type CommandForm, readCommandLine } from '../../../infra/commands/command-line.ts';

const FORM: CommandForm = { line: 'npm run x -- [--env dev]', options: ['env', 'name'], mostWords: 2 };

describe('readCommandLine', () => {
  it('tells words from options, wherever these stand and however they are written', () => {
    const { words, options } = readCommandLine(FORM, ['add', '--env', 'dev', 'x=y', '--name=a=b'], {});

    expect(words).toEqual(['add', 'x=y']);
    expect(Object.fromEntries(options)).toEqual({ env: 'dev', name: 'a=b' });
  });

  it.each([
    [['--evn', 'prod'], 'The option --evn is not known. There is: --env, --name.'],
    [['-env', 'prod'], 'The option -env is not known.'],
    [['-e', 'prod'], 'The option -e is not known.'],
    [['\u2013env', 'prod'], 'The option \u2013env is not known.'],
    [['\u2014env=prod'], 'The option \u2014env is not known.'],
    [['--ENV', 'prod'], 'The option --ENV is not known.'],
    [['--', '--env', 'prod'], 'The option -- is not known.'],
    [['--env'], '--env needs a value.'],
    [['--env='], '--env needs a value.'],
    [['--env', ' '], '--env needs a value.'],
    [['--env', '--name', 'main'], '--env needs a value.'],
    [['--env', 'dev', '--env', 'prod'], '--env is given twice; give it once.'],
    [['--env=dev', 'a', '--env=dev'], '--env is given twice; give it once.'],
    [['apply', 'clinic.json', 'dev'], 'There is a word too many after "apply clinic.json".'],
  ])('refuses %j, which would be passed over otherwise, and shows the right line', (given, sentence) => {
    expect(() => readCommandLine(FORM, given, {})).toThrow(sentence);
    expect(() => readCommandLine(FORM, given, {})).toThrow(`Use: ${FORM.line}`);
  });

  it('says so where there is no option', () => {
    expect(() => readCommandLine({ ...FORM, options: [] }, ['--force'], {})).toThrow(
      'The option --force is not known. There is none here.',
    );
  });

  it.each([
    ['env', 'true'],
    ['env', 'dev'],
    ['env', ''],
    ['evn', 'dev'],
    ['en', 'dev'],
    ['environment', 'dev'],
    ['names', 'second'],
    ['prod', 'true'],
    ['region', 'eu-central-1'],
    ['aws-profile', 'clinic'],
    ['ENV', 'dev'],
    ['e', 'dev'],
    ['dry-run', 'true'],
    ['preview', 'true'],
  ])('refuses to run without an option that npm took: --%s', (option, value) => {
    const left = { [`npm_config_${option.replaceAll('-', '_')}`]: value };

    expect(() => readCommandLine(FORM, ['apply'], left)).toThrow(
      `npm took --${option} for itself. Options stand behind " -- ". Use: ${FORM.line}`,
    );
  });

  it('does not mind what npm leaves about itself', () => {
    const own = {
      npm_config_user_agent: 'npm/11',
      npm_config_local_prefix: '/here',
      npm_config_node_gyp: '/there',
      npm_config_yes: '',
      npm_config_cache: '/home/someone/.npm',
      npm_lifecycle_event: 'clinic',
    };

    expect(readCommandLine(FORM, ['apply'], own).words).toEqual(['apply']);
  });
});
