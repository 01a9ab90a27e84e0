import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { type BootOptions, boot } from '../../infra/local/boot.ts';

/** When the runtime kills itself, as `kill -9` would: as a function asks for its n-th write, before it is done. */
export interface Death {
  /** Beginning of the function's logical id. */
  readonly of: string;
  /** From 1. */
  readonly atWrite: number;
}

const WRITES = /\.(?:PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems)$/u;

/** Boots the app, lets it do what waits in its data folder, and dies in the middle of it; ends well if it never got there. */
const { options, death } = JSON.parse(process.argv[2] ?? '') as { options: BootOptions; death: Death };
let writes = 0;
subscribe('http.server.request.start', (message) => {
  const { headers, method } = (message as { readonly request: IncomingMessage }).request;
  const isOwn = headers.authorization?.includes(`Credential=${death.of}`);
  const isWrite = method === 'PUT' || WRITES.test(String(headers['x-amz-target']));
  if (isOwn && isWrite) writes += 1;
  if (writes === death.atWrite) process.kill(process.pid, 'SIGKILL');
});
const runtime = await boot(options);
await runtime.idle();
await runtime.stop();
