import { describe, expect, it } from 'vitest';
import { AppError, type ErrorKind } from '../../functions/domain/error.ts';
import { toProblem } from '../../functions/platform/problem.ts';

const STATUSES: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'source-failed': 502,
};

describe('toProblem', () => {
  it.each(Object.entries(STATUSES) as [ErrorKind, number][])(
    'answers %s with %i, by its type',
    (kind, status) => {
      const problem = toProblem(new AppError(kind, 'Said to the person.'), 'r-1');

      expect(problem).toEqual({
        type: `/problems/${kind}`,
        title: expect.any(String),
        status,
        detail: 'Said to the person.',
        instance: 'urn:request:r-1',
      });
    },
  );

  it('names the refused fields', () => {
    const issues = [{ path: 'reason', message: 'Choose one.' }];

    expect(toProblem(new AppError('invalid', 'Not valid.', { issues }), 'r-1').issues).toEqual(issues);
  });

  it('says nothing of what caused an error', () => {
    const error = new AppError('conflict', 'Somebody was faster.', { cause: new Error('table-7 refused') });

    expect(JSON.stringify(toProblem(error, 'r-1'))).not.toContain('table-7');
  });

  it.each([
    new Error('connect ECONNREFUSED 10.0.0.7'),
    'a text',
    undefined,
    { kind: 'invalid', message: 'x' },
  ])('says of any other thing thrown only where it can be found: %o', (error) => {
    expect(toProblem(error, 'r-1')).toEqual({
      type: 'about:blank',
      title: 'Something went wrong here',
      status: 500,
      instance: 'urn:request:r-1',
    });
  });
});
