import type { IncomingMessage } from 'node:http';
import type { Access } from './iam.ts';
import { arnOf, nameIn } from './physical-names.ts';

/** Parts of a transaction that IAM knows by another name. */
const PARTS: ReadonlyMap<string, string> = new Map([
  ['ConditionCheck', 'ConditionCheckItem'],
  ['Delete', 'DeleteItem'],
]);

/** What a request to a service wants to do, to each resource it names. */
export function accessesOf(
  service: string,
  action: string,
  incoming: IncomingMessage,
  body: Buffer,
): readonly Access[] {
  if (service === 's3') return objectAccesses(incoming, body);
  const asked = JSON.parse(body.toString('utf8') || '{}');
  if (service === 'sqs') {
    return [
      {
        action: `sqs:${action.replace(/Batch$/u, '')}`,
        resource: arnOf('sqs', nameIn(asked.QueueUrl ?? '*')),
      },
    ];
  }
  if (service === 'ssm') {
    const names: string[] = asked.Names ?? [asked.Name ?? '*'];
    return names.map((name) => ({ action: `ssm:${action}`, resource: arnOf('ssm', `parameter${name}`) }));
  }
  const access = (name: string, table = '*', index?: string): Access => {
    const below = index === undefined ? '' : `/index/${index}`;
    return { action: `dynamodb:${name}`, resource: arnOf('dynamodb', `table/${nameIn(table)}${below}`) };
  };
  const parts = asked.TransactItems?.flatMap((item: object) => Object.entries(item)) as [
    string,
    { TableName: string },
  ][];
  if (parts) return parts.map(([part, { TableName }]) => access(PARTS.get(part) ?? `${part}Item`, TableName));
  if (asked.RequestItems) return Object.keys(asked.RequestItems).map((table) => access(action, table));
  return [access(action, asked.TableName, asked.IndexName)];
}

function objectAccesses(
  { method = '', url = '', headers }: IncomingMessage,
  body: Buffer,
): readonly Access[] {
  const { pathname, searchParams } = new URL(`http://s3${url}`);
  const [, bucket = '', ...rest] = decodeURIComponent(pathname).split('/');
  const access = (action: string, name: string) => ({
    action: `s3:${action}`,
    resource: `arn:aws:s3:::${name}`,
  });
  const key = rest.join('/');
  if (key === '' && searchParams.has('delete')) {
    const keys = body.toString('utf8').matchAll(/<Key>([^<]*)<\/Key>/gu);
    return [...keys].map(([, name]) => access('DeleteObject', `${bucket}/${name}`));
  }
  const isRead = method === 'GET' || method === 'HEAD';
  if (key === '') return [access(isRead ? 'ListBucket' : `${method}Bucket`, bucket)];
  const source = headers['x-amz-copy-source'];
  const copied =
    source === undefined ? [] : [access('GetObject', decodeURIComponent(String(source)).replace(/^\//u, ''))];
  const verb = method === 'DELETE' ? 'Delete' : 'Put';
  return [access(`${isRead ? 'Get' : verb}Object`, `${bucket}/${key}`), ...copied];
}
