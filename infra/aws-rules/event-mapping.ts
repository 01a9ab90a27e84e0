import type { Police } from './iam.ts';
import { nameIn } from './physical-names.ts';
import type { Properties, Resource } from './template.ts';

const READING: ReadonlyMap<string, readonly string[]> = new Map([
  ['dynamodb', ['DescribeStream', 'GetRecords', 'GetShardIterator']],
  ['sqs', ['DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage']],
]);

/** @throws Error when a function's role may not read what feeds it, or not send what failed: AWS reads in its name */
export function checkReader(police: Police, { id, properties: mapping }: Resource): void {
  const [resource, failed] = [mapping.EventSourceArn, mapping.DestinationConfig?.OnFailure?.Destination];
  const service = resource.split(':')[2];
  const reads = READING.get(service)?.map((action) => ({ action: `${service}:${action}`, resource })) ?? [];
  const sends = failed ? [{ action: 'sqs:SendMessage', resource: failed }] : [];
  const refusal = police(nameIn(mapping.FunctionName), [...reads, ...sends]);
  if (refusal) throw new Error(`${id}: ${refusal}`);
}

/**
 * Reads which items of a batch a function says have failed, by Lambda's rules: nothing said means that all went well,
 * and a name that is empty, misspelt or not of this batch means that all of it failed.
 */
export function failedItems(
  mapping: Properties,
  reply: Properties,
  ids: readonly string[],
): ReadonlySet<string> {
  if (!mapping.FunctionResponseTypes?.includes('ReportBatchItemFailures')) return new Set();
  const said = reply?.batchItemFailures ?? [];
  const failed: string[] = Array.isArray(said) ? said.map((entry) => entry?.itemIdentifier) : [''];
  return new Set(failed.every((id) => ids.includes(id)) ? failed : ids);
}
