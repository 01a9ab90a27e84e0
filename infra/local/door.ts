import { Agent, type IncomingMessage, request, type Server } from 'node:http';
import { accessesOf } from '../aws-rules/accesses.ts';
import type { Answer } from '../aws-rules/answer.ts';
import { OPERATOR, type Police } from '../aws-rules/iam.ts';
import { nameIn } from '../aws-rules/physical-names.ts';
import { answerWith, readBody } from './answering.ts';

/** What stands behind the door: the engine by its address, and what answers in its place for the other services. */
export interface DoorNeeds {
  readonly engine: string;
  readonly emulator: (incoming: IncomingMessage, body: Buffer) => Promise<Answer>;
  readonly ssm: (action: string, body: Buffer) => Answer;
  readonly police: Police;
  /** Told the name of the table after each write that was accepted. */
  readonly onWrite: (table: string) => void;
}

const READS = /^(?:Get|BatchGet|Query|Scan|Describe|List|TransactGet)/u;

/** Answers at the one address where functions and the operator reach DynamoDB, SQS, S3 and SSM; asks the police first. */
export function serveDoor(server: Server, needs: DoorNeeds): void {
  const agent = new Agent({ keepAlive: true });
  server.on('close', () => agent.destroy());
  answerWith(server, async (incoming, answer) => {
    const body = await readBody(incoming);
    const { authorization = '', 'x-amz-target': target = '' } = incoming.headers;
    const [, caller, service = ''] = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//u.exec(authorization) ?? [];
    const action = String(target).split('.').at(-1) ?? '';
    const accesses = accessesOf(service, action, incoming, body);
    const refusal = needs.police(caller, accesses);
    if (refusal !== undefined) return refused(service, refusal);
    if (service === 'ssm') return needs.ssm(action, body);
    if (service !== 'dynamodb') return await needs.emulator(incoming, body);
    const { method = 'POST' } = incoming;
    // Some engines give every caller tables of its own.
    const headers = {
      ...incoming.headers,
      authorization: authorization.replace(`=${caller}/`, `=${OPERATOR}/`),
    };
    const onward = request(needs.engine, { method, headers, agent }, (reply) => {
      answer.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.once('end', () => {
        if (reply.statusCode !== 200 || READS.test(action)) return;
        for (const { resource } of accesses) needs.onWrite(nameIn(resource));
      });
      reply.pipe(answer);
    });
    onward.on('error', () => answer.destroy()).end(body);
    return undefined;
  });
}

/** A refusal in the service's own words. */
function refused(service: string, message: string): Answer {
  if (service === 's3') {
    const body = `<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`;
    return { status: 403, headers: { 'content-type': 'application/xml' }, body };
  }
  const body = JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', message });
  const headers = {
    'x-amzn-query-error': 'AccessDenied;Sender',
    'content-type': 'application/x-amz-json-1.0',
  };
  return { status: service === 'sqs' ? 403 : 400, headers, body };
}
