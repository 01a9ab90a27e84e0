import { AppError } from '../../functions/domain/error.ts';
import { SOURCE_NAMES, type SourceName } from '../../functions/domain/review.ts';
import { closedBecause, type SourceSwitch, type SwitchChange } from '../../functions/domain/source-switch.ts';
import { switchSource } from '../../functions/sources/switch-source.ts';
import { openClinics } from '../../functions/store/clinics.ts';
import { openPulls } from '../../functions/store/pulls.ts';
import { openSourceSwitches } from '../../functions/store/source-switches.ts';
import { openTables } from '../../functions/store/table.ts';
import { readCommandLine } from './command-line.ts';
import { openTarget } from './target.ts';
import { runCommand } from './tell.ts';

const USAGE =
  'npm run source [-- stop <source> | resume <source> | confirm yelp --document "where Yelp’s letter lies"] [--env dev]';
const MOST_DOCUMENT = 80;

/** Shows, stops, resumes or confirms a source for all clinics, on this machine or on AWS. */
await runCommand(async () => {
  const { words, options } = readCommandLine({ line: USAGE, options: ['env', 'document'], mostWords: 2 });
  const asked = readAsked(words, options.get('document'));
  const target = await openTarget(options.get('env'));
  try {
    const ledger = openTables(target.aws)(target.outputs.LedgerTable ?? '');
    const sourceSwitches = openSourceSwitches(ledger);
    if (!asked) return describeAll(await sourceSwitches.listAll());
    const needs = { sourceSwitches, clinics: openClinics(ledger), pulls: openPulls(ledger), now };
    const { set, due } = await switchSource({ ...asked, by: 'operator' }, needs);
    return [describe(asked.source, set), ...consequences(asked.change, due)].join('\n');
  } finally {
    await target.close();
  }
});

/** @returns `undefined` when all sources are to be shown */
function readAsked(
  words: readonly string[],
  document: string | undefined,
): { readonly source: SourceName; readonly change: SwitchChange } | undefined {
  const [verb, name] = words;
  if (verb === undefined && document === undefined) return undefined;
  const source = SOURCE_NAMES.find((known) => known === name);
  if (name !== undefined && !source) {
    throw new AppError('invalid', `There is no source "${name}". Known are: ${SOURCE_NAMES.join(', ')}.`);
  }
  const isStopOrResume = (verb === 'stop' || verb === 'resume') && document === undefined;
  if (source && isStopOrResume) return { source, change: { verb } };
  if (source && verb === 'confirm') {
    return {
      source,
      change: { verb, consent: { recordedOn: now().slice(0, 10), document: readDocument(document) } },
    };
  }
  throw new AppError('invalid', `Use: ${USAGE}`);
}

function readDocument(document = ''): string {
  const line = document.trim();
  if (line.length > 0 && line.length <= MOST_DOCUMENT && !/\p{Control}/u.test(line)) return line;
  const advice = `Say where the consent in writing lies, in one line of at most ${MOST_DOCUMENT} characters`;
  throw new AppError('invalid', `${advice}: --document "Letter of 2 March, folder 7".`);
}

function describeAll(switches: readonly SourceSwitch[]): string {
  return SOURCE_NAMES.map((source) =>
    describe(
      source,
      switches.find((set) => set.source === source),
    ),
  ).join('\n');
}

function describe(source: SourceName, set: SourceSwitch | undefined): string {
  const closed = closedBecause(source, set);
  const since = set ? ` since ${set.changedAt}` : '';
  const consent = set?.commercialConsent;
  const confirmed = consent ? ` (consent recorded on ${consent.recordedOn}: ${consent.document})` : '';
  const state = {
    stopped: `stopped${since}${confirmed}`,
    'not-confirmed': 'off: nobody has confirmed that it has agreed in writing to be used in a paid service',
    open: `on${confirmed}`,
  }[closed ?? 'open'];
  return `  ${source.padEnd(16)} ${state}`;
}

function consequences({ verb }: SwitchChange, due: number): readonly string[] {
  if (verb === 'stop') {
    return ['  Nothing of it is read from now on, and it leaves every page within five minutes.'];
  }
  const listings = due === 1 ? '1 listing is' : `${due} listings are`;
  return [
    `  ${listings} read at the next tick; what is still kept returns to the pages within five minutes.`,
  ];
}

function now(): string {
  return new Date().toISOString();
}
