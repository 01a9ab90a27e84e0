import type { IncomingMessage } from 'node:http';
import { buildApp } from 'fauxqs';
import type { Answer } from '../aws-rules/answer.ts';
import { arnOf, nameIn } from '../aws-rules/physical-names.ts';
import type { Properties, Template } from '../aws-rules/template.ts';

/** SQS and S3 in this process: what `startEmulator` gives. */
export type Emulator = Awaited<ReturnType<typeof startEmulator>>;
/** A queue, as an event source sees it: what `Emulator.queue` gives. */
export type LocalQueue = ReturnType<typeof openQueue>;

type Request = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

const INTERNALS = ['sqs/sqsStore.js', 'sns/snsStore.js', 's3/s3Store.js', 'persistence.js'];

/**
 * Opens the embedded SQS and S3; the one file that knows fauxqs from inside. It opens no port: fauxqs' own start
 * would listen on every address. A message that was in flight when the last runtime died is visible at once, and that
 * delivery is not counted: whoever worked on it is gone, and it was not the function that failed.
 *
 * @param onMessage told the name of a queue into which a message has been put
 */
export async function startEmulator(folder: string, onMessage: (queue: string) => void) {
  const load = (file: string) => import(new URL(file, import.meta.resolve('fauxqs')).href);
  const internals: Properties = Object.assign({}, ...(await Promise.all(INTERNALS.map(load))));
  const [sqs, sns, s3] = [new internals.SqsStore(), new internals.SnsStore(), new internals.S3Store()];
  const persistence = new internals.PersistenceManager(folder);
  // Survives the end of this process at any moment; only a power cut may take the last changes.
  persistence.db.exec('PRAGMA synchronous = NORMAL');
  const release = 'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL';
  const uncount = 'approximate_receive_count = MAX(0, approximate_receive_count - 1)';
  persistence.db.exec(`${release}, ${uncount} WHERE receipt_handle NOT NULL`);
  // Its own statement would write NULL into a column that forbids it.
  persistence.updateMessageReady = (id: string) =>
    persistence.db.prepare(`${release} WHERE message_id = ?`).run(id);
  sqs.spy = { addMessage: ({ queueName }: Properties) => onMessage(queueName) };
  persistence.load(sqs, sns, s3);
  for (const store of [sqs, s3, ...sqs.allQueues()]) store.persistence = persistence;
  // Queue URLs come from the address that was asked.
  sqs.host = '';
  const app = buildApp({ logger: false, stores: { sqsStore: sqs, snsStore: sns, s3Store: s3 } });
  const handle = async ({ method, url = '/', headers }: Request, payload: Buffer): Promise<Answer> => {
    const reply = await app.inject({ method: method as 'POST', url, headers, payload });
    // What was hidden may come into sight sooner than whoever waits for it knows.
    if (String(headers['x-amz-target']).includes('.ChangeMessageVisibility'))
      onMessage(nameIn(JSON.parse(payload.toString()).QueueUrl));
    return { status: reply.statusCode, headers: reply.headers as Answer['headers'], body: reply.rawPayload };
  };
  return {
    /** Answers a request to SQS or S3. */
    handle,
    /** An object with its headers; `undefined` when there is none. */
    object: (bucket: string, key: string): Properties =>
      s3.buckets.get(bucket)?.has(key) ? s3.getObject(bucket, key) : undefined,
    /** Sends to a queue by its ARN. @throws Error when it is not accepted */
    async send(arn: string, MessageBody: string, more: object = {}): Promise<void> {
      const asked = { QueueUrl: `http://sqs/000000000000/${nameIn(arn)}`, MessageBody, ...more };
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'AmazonSQS.SendMessage',
      };
      const { status, body } = await handle({ method: 'POST', headers }, Buffer.from(JSON.stringify(asked)));
      if (status !== 200) throw new Error(body.toString());
    },
    /** Makes the template's queues and buckets; those of an earlier run stay, with the template's settings. */
    create(template: Template): void {
      const buckets = template.ofType('AWS::S3::Bucket').map(({ id }) => template.nameOf(id));
      for (const name of buckets) if (!s3.hasBucket(name)) s3.createBucket(name);
      for (const { id, properties } of template.ofType('AWS::SQS::Queue')) {
        const text = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
        const settings = Object.entries(properties).map(([key, value]) => [key, text(value)]);
        const [url, name] = [template.nameOf(id), nameIn(template.nameOf(id))];
        const queue = sqs.getQueueByName(name) ?? sqs.createQueue(name, url, arnOf('sqs', name));
        Object.assign(queue, { url }).setAttributes(Object.fromEntries(settings));
      }
    },
    queue: (arn: string) => openQueue(sqs.getQueueByArn(arn), (dead) => sqs.getQueueByArn(dead)),
    close: () => app.close().then(() => persistence.close()),
  };
}

function openQueue(queue: Properties, find: (arn: string) => Properties) {
  const isFifo: boolean = queue.isFifo();
  const flying = (handle: string): Properties => queue.inflightMessages.get(handle).message;
  const dequeue = (most: number): string[] =>
    queue.dequeue(most, undefined, find).map(({ ReceiptHandle }: Properties) => ReceiptHandle);
  return {
    name: String(queue.name),
    isFifo,
    /** Takes up to ten messages out of sight. @returns their receipt handles; of a FIFO group in order */
    receive(most: number): readonly string[] {
      // It puts a group back in the wrong order when several of its messages come into sight together.
      queue.processTimers();
      for (const group of queue.fifoMessages.values()) {
        group.sort((a: Properties, b: Properties) => a.sequenceNumber - b.sequenceNumber);
      }
      const handles = dequeue(most);
      // It gives one message of a FIFO group at a time; SQS gives as many as there are.
      for (let more = handles; isFifo && more.length > 0 && handles.length < most; handles.push(...more)) {
        for (const handle of handles) queue.fifoLockedGroups.delete(flying(handle).messageGroupId);
        more = dequeue(most - handles.length);
      }
      const groups = isFifo ? handles.map((handle) => flying(handle).messageGroupId) : [];
      for (const one of groups)
        queue.fifoLockedGroups.set(one, groups.filter((group) => group === one).length);
      return handles;
    },
    /** A message in flight. */
    message: flying,
    remove: (handle: string): void => queue.deleteMessage(handle),
    /** When the next hidden or delayed message comes into sight, epoch milliseconds; `Infinity` when none is. */
    nextChangeAt(): number {
      const { delayed, inflight } = queue.inspectMessages();
      const times = [...delayed, ...inflight].map((one) => one.delayUntil ?? one.visibilityDeadline);
      return Math.min(...times);
    },
    /** The bodies of all messages: in sight, delayed and in flight. */
    bodies(): readonly string[] {
      const { ready, delayed, inflight } = queue.inspectMessages();
      return [...ready, ...delayed, ...inflight].map((one) => one.body ?? one.message.body);
    },
  };
}
