import { expect, describe as group, it } from 'vitest';
import { AppError } from '../../../functions/domain/error.ts';
import { describe } from '../../../infra/commands/tell.ts';

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
