import type { Answer } from '../aws-rules/answer.ts';
import type { Kept } from '../data-folder/kept.ts';

/** Stands in for SSM's parameters; they are kept in the data folder, readable by its owner only. */
export function openParameters(kept: Kept): (action: string, body: Buffer) => Answer {
  const find = (Name: string) => {
    const Value = kept.get('parameter', Name);
    return Value === undefined ? [] : [{ Name, Type: 'SecureString', Value, Version: 1 }];
  };
  const answer = (status: number, body: object): Answer => {
    return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(body) };
  };
  return (action, body) => {
    const { Name = '', Names = [], Value = '' } = JSON.parse(body.toString('utf8'));
    if (action === 'GetParameters')
      return answer(200, { Parameters: Names.flatMap(find), InvalidParameters: [] });
    if (action === 'DeleteParameter') {
      const wasThere = find(Name).length > 0;
      kept.remove('parameter', Name);
      return wasThere ? answer(200, {}) : answer(400, { __type: 'ParameterNotFound' });
    }
    if (action === 'PutParameter') kept.set('parameter', Name, Value);
    else if (action !== 'GetParameter') return answer(400, { __type: 'UnknownOperationException' });
    const [Parameter] = find(Name);
    return Parameter ? answer(200, { Parameter, Version: 1 }) : answer(400, { __type: 'ParameterNotFound' });
  };
}
