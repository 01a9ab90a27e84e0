import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';

/**
 * Starts a runtime on a small disk, fills the disk, and starts it again with room: prints how the first one ended and
 * what the second one still knows. Arguments: the folder on that disk, and the assembly.
 */
const [dataDir = '', assembly = ''] = process.argv.slice(2);
const file = new URL('./child-runtime.ts', import.meta.url).pathname;

async function start() {
  const child = spawn(process.execPath, [file, JSON.stringify({ assembly, port: 0, dataDir })]);
  const said: string[] = [];
  child.stderr.on('data', (chunk) => said.push(String(chunk)));
  const [line] = await once(child.stdout, 'data');
  return { child, said, db: new DynamoDBClient(JSON.parse(String(line)).aws) };
}

const Key = { pk: { S: 'p' }, sk: { S: 's' } };
const TableName = 'tiny-Table';
const first = await start();
await first.db.send(new PutItemCommand({ TableName, Item: Key }));
const filler = join(dataDir, 'filler');
try {
  while (filler) writeFileSync(filler, Buffer.alloc(1 << 20), { flag: 'a' });
} catch {
  // Now it is full.
}
const [code] = first.child.exitCode === null ? await once(first.child, 'exit') : [first.child.exitCode];
rmSync(filler);
const second = await start();
const { Item } = await second.db.send(new GetItemCommand({ TableName, Key }));
second.child.kill('SIGTERM');
await once(second.child, 'exit');
console.log(JSON.stringify({ code, said: first.said.join(''), isKept: Item !== undefined }));
