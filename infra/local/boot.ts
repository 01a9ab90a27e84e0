import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { checkReader } from '../aws-rules/event-mapping.ts';
import { OPERATOR, openPolice } from '../aws-rules/iam.ts';
import { arnOf, localiser, nameIn } from '../aws-rules/physical-names.ts';
import { type Properties, readTemplate } from '../aws-rules/template.ts';
import { toSiteConfig, uploadSite } from '../commands/upload-site.ts';
import { openAccounts } from '../data-folder/accounts.ts';
import { watchRoom } from '../data-folder/disk-room.ts';
import { openHome } from '../data-folder/home.ts';
import { openKept } from '../data-folder/kept.ts';
import { openActivity } from './activity.ts';
import { answerLater } from './answering.ts';
import { startClock } from './clock.ts';
import { type Pages, serveCdn } from './cloudfront.ts';
import { serveSignIn } from './cognito.ts';
import { serveDoor } from './door.ts';
import { startEngine } from './dynamodb.ts';
import { openStreamSource } from './dynamodb-stream.ts';
import { createTables, sweepExpired } from './dynamodb-tables.ts';
import { startEmulator } from './emulator.ts';
import { type Deliveries, type EventSource, openRedelivery } from './event-source.ts';
import { apiOrigins } from './http-api.ts';
import { openFunctions } from './lambda.ts';
import { closeServer, listen } from './loopback.ts';
import { onParentGone } from './parents.ts';
import { checkResources } from './resources.ts';
import { bucketOrigins } from './s3-origin.ts';
import { openSchedules } from './scheduler.ts';
import { openQueueSource } from './sqs-source.ts';
import { openParameters } from './ssm.ts';

/** What to boot, and how. */
export interface BootOptions {
  /** Folder with the synthesized templates and their assets. */
  readonly assembly: string;
  /** Folder in which data survives; a temporary one when absent. */
  readonly dataDir?: string;
  /** Of the CDN; sign-in gets the next one. 0: any free ones. */
  readonly port: number;
  /** Folder with the built pages and scripts, uploaded to the site's bucket. */
  readonly site?: string;
  /** Replace variables that functions have in the template, such as `GOOGLE_OAUTH_URL`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** SSM parameters to set, by name. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** What the clock shows first, ISO 8601. */
  readonly startAt?: string;
  readonly deliveries?: Deliveries;
  /** Answers before the CDN at its address: pages that only this machine has, such as a demonstration. */
  readonly pages?: Pages;
  /** Whether pages of the same address may frame the site's, as a demonstration does; on AWS nobody may. */
  readonly isFramed?: boolean;
  /** Told of each line that a function writes; they are in `functions.log` of the data folder as well. */
  readonly onLog?: (name: string, line: string) => void;
}

/** The running app: what `boot` gives. */
export type Runtime = Awaited<ReturnType<typeof boot>>;

type Defer = (undo: () => unknown) => unknown;
type Base = Awaited<ReturnType<typeof openBase>>;

const SWEEP_EVERY_MS = 600_000;

/**
 * Boots a synthesized app on this machine: everything that runs is read from its templates, everything listens on
 * 127.0.0.1. It ends with the process, and leaves nothing behind.
 *
 * @throws Error with one clear sentence: port taken, folder in use, engine missing, a resource that cannot run here
 */
export async function boot(options: BootOptions) {
  const undo: (() => unknown)[] = [];
  const defer: Defer = (step) => undo.push(step);
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await Promise.allSettled([(async () => step())()]);
  };
  const end = (code?: number) => void stop().finally(() => process.exit(code));
  const endQuietly = () => end();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, endQuietly);
    defer(() => process.off(signal, endQuietly));
  }
  defer(onParentGone(endQuietly));
  const onFull = (said: string) => {
    console.error(`\n${said}`);
    end(1);
  };
  try {
    const base = await openBase(options, defer);
    defer(watchRoom(base.home.folder, onFull));
    const running = await run(base, options, defer);
    const surface = surfaceOf(base, running);
    const { aws, issuer, outputs } = surface;
    const site = { folder: options.site ?? '', bucket: outputs.SiteBucket ?? '' };
    if (options.site) await uploadSite(new S3Client(aws), { ...site, config: toSiteConfig(outputs, issuer) });
    // Last, as a visitor who came before the site would find nothing.
    running.openCdn();
    return { ...surface, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Everything that only answers: tables, queues, buckets, parameters, accounts. */
async function openBase({ assembly, dataDir, port, secrets = {}, startAt }: BootOptions, defer: Defer) {
  const home = openHome(dataDir);
  defer(home.leave);
  const kept = openKept(home.folder);
  defer(kept.close);
  for (const [name, value] of Object.entries(secrets)) kept.set('parameter', name, value);
  const clock = startClock(startAt);
  defer(clock.stop);
  const open = async (at: number) => {
    const server = createServer();
    answerLater(server);
    defer(() => closeServer(server));
    return { server, url: await listen(server, at) };
  };
  const [cdn, signIn, door] = [await open(port), await open(port && port + 1), await open(0)];
  const sources: EventSource[] = [];
  const wake = (name: string) => {
    for (const source of sources) if (source.of === name) source.wake();
  };
  const { url: engine, stop } = await startEngine(join(home.folder, 'dynamodb.db'));
  defer(stop);
  const emulator = await startEmulator(home.folder, wake);
  defer(emulator.close);
  const template = readTemplate(assembly, localiser(cdn.url, signIn.url, door.url));
  checkResources(template);
  await createTables(engine, template, home.isTemporary);
  emulator.create(template);
  const [police, ssm] = [openPolice(template), openParameters(kept)];
  serveDoor(door.server, { engine, emulator: emulator.handle, ssm, police, onWrite: wake });
  const [accounts, activity] = [openAccounts(kept), openActivity()];
  await serveSignIn(signIn.server, template, { url: signIn.url, accounts, kept });
  const services = { accounts, cdn, clock, door, emulator, engine, kept, signIn, template };
  return { ...services, activity, home, police, sources };
}

/** Everything that runs functions, and what stands before it. */
async function run(
  base: Base,
  { assembly, variables = {}, deliveries, onLog, pages, isFramed }: BootOptions,
  defer: Defer,
) {
  const { activity, cdn, clock, door, emulator, engine, home, kept, police, sources, template } = base;
  let isOver = false;
  const onLine = (name: string, line: string) => {
    if (isOver) return;
    onLog?.(name, line);
    appendFileSync(join(home.folder, 'functions.log'), `${new Date().toISOString()} ${name} ${line}\n`);
  };
  const common = { activity, clock, send: emulator.send };
  const functions = openFunctions(template, { ...common, assembly, endpoint: door.url, variables, onLine });
  defer(functions.stop);
  const redeliver = openRedelivery(deliveries);
  const onFault = (id: string, error: unknown) => onLine(id, String(error));
  const needs = { ...common, kept, isFresh: home.isTemporary, redeliver, invoke: functions.invoke, onFault };
  for (const mapping of template.ofType('AWS::Lambda::EventSourceMapping')) {
    checkReader(police, mapping);
    const { EventSourceArn: arn } = mapping.properties;
    if (arn.includes(':dynamodb:')) sources.push(await openStreamSource(engine, mapping, needs));
    else sources.push(openQueueSource(emulator.queue(arn), mapping, needs));
  }
  const turn: EventSource['turn'] = (to) => {
    for (const source of sources) source.turn(to);
  };
  defer(() => {
    isOver = true;
    turn('stopped');
  });
  turn('live');
  const sweep = () => {
    clock.at(clock.now() + SWEEP_EVERY_MS, sweep);
    const swept = activity.during('sweep', () => sweepExpired(engine, template, clock.now()));
    swept.catch((error: unknown) => onFault('sweep', error));
  };
  sweep();
  const ring = async ({ Arn, Input = '{}' }: Properties) => {
    const events = redeliver([JSON.parse(Input)]);
    await Promise.all(events.map((event) => functions.invokeLater(nameIn(Arn), event)));
  };
  const schedules = openSchedules(template, clock, (target) => void ring(target));
  const origins = [...bucketOrigins(template, emulator), ...apiOrigins(template, functions.invoke)];
  const openCdn = () =>
    serveCdn(cdn.server, template, clock, {
      origins: new Map(origins),
      ...(pages && { pages }),
      ...(isFramed && { isFramed }),
    });
  return { functions, openCdn, ring, schedules, turn };
}

/** What tests and commands can do with a running app. */
function surfaceOf(base: Base, { functions, ring, schedules, turn }: Awaited<ReturnType<typeof run>>) {
  const { accounts, activity, cdn, clock, door, emulator, home, signIn, sources, template } = base;
  const credentials = { accessKeyId: OPERATOR, secretAccessKey: 'local' };
  const queues = template.ofType('AWS::SQS::Queue').map(({ id }) => id);
  return {
    url: cdn.url,
    signInUrl: signIn.url,
    /** Who issues the tokens of the staff. */
    issuer: `${signIn.url}/${template.outputs.SignInPool}`,
    /** Folder with everything that is kept; `functions.log` is there. */
    folder: home.folder,
    /** Outputs of the stacks, with local addresses. */
    outputs: template.outputs,
    /** For clients of the AWS SDK: every service, as the operator, to whom nothing is refused. */
    aws: { endpoint: door.url, region: 'us-east-1', credentials },
    accounts,
    clock,
    /** Told of every call of a function that has ended. */
    observers: functions.observers,
    /** Calls a function by the beginning of its logical id. @throws Error when it fails */
    invoke: (prefix: string, event: unknown) => functions.invoke(oneOf(functions.ids, prefix), event),
    /** Rings a schedule now, by the beginning of its logical id. @returns when the first try has ended */
    tick: (prefix: string) => ring(schedules.get(oneOf([...schedules.keys()], prefix))),
    /** A queue by the beginning of its logical id; its bodies are those in sight, delayed and in flight. */
    queue(prefix: string) {
      const arn = arnOf('sqs', nameIn(template.nameOf(oneOf(queues, prefix))));
      type Fifo = { readonly MessageGroupId: string; readonly MessageDeduplicationId: string };
      const send = (body: string, fifo?: Fifo) => emulator.send(arn, body, fifo);
      return { send, bodies: emulator.queue(arn).bodies };
    },
    /** Holds back all events, and lets them go on. */
    pause: () => turn('paused'),
    resume: () => turn('live'),
    /** Waits until nothing runs and no event waits to be delivered. @throws Error that says what still runs */
    idle: (timeoutMs = 180_000) => activity.idle(sources, timeoutMs),
  };
}

function oneOf(ids: readonly string[], prefix: string): string {
  const [found, another] = ids.filter((id) => id.startsWith(prefix));
  if (found !== undefined && another === undefined) return found;
  throw new Error(`${prefix} does not begin exactly one of ${ids.join(', ')}.`);
}
