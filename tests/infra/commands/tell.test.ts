import { expect, describe as group, it } from 'vitest';
import { AppError } from '../../../functions/domain/error.ts';
import { describe, readCommandLine } from '../../../infra/commands/tell.ts';

group('readCommandLine', () => {
  it('tells words from options, wherever these stand and however they are written', () => {
    const { words, options } = readCommandLine(['env', 'name'], ['add', '--env', 'dev', 'x=y', '--name=a=b']);

    expect(words).toEqual(['add', 'x=y']);
    expect(Object.fromEntries(options)).toEqual({ env: 'dev', name: 'a=b' });
  });

  it.each([
    [['--evn', 'prod'], 'The option --evn is not known. There is: --env, --name.'],
    [['--env'], '--env needs a value.'],
    [['--env='], '--env needs a value.'],
  ])('refuses %j, which would be passed over otherwise', (given, sentence) => {
    expect(() => readCommandLine(['env', 'name'], given)).toThrow(sentence);
  });

  it('says so where there is no option', () => {
    expect(() => readCommandLine([], ['--force'])).toThrow(
      'The option --force is not known. There is none here.',
    );
  });
});

group('describe', () => {
  it('gives one sentence, and a line for each refused field', () => {
    const issues = [
      { path: 'clinic.name', message: 'It is empty.' },
      { path: 'embeds', message: 'There is none.' },
    ];

    expect(describe(new AppError('invalid', 'The file is not valid.', { issues }))).toBe(
      'The file is not valid.\n  clinic.name: It is empty.\n  embeds: There is none.',
    );
  });

  it('gives the sentence of any other error, without its stack', () => {
    expect(describe(new Error('Port 1 is in use.'))).toBe('Port 1 is in use.');
    expect(describe('only a text')).toBe('only a text');
  });
});
