import { readFileSync } from 'node:fs';
import lexicon from '../../functions/domain/lexicon.json' with { type: 'json' };
import { type LexiconSource, type Lookup, readLexicon } from '../../functions/moderation/lexicon.ts';
import { tagConditions } from '../../functions/moderation/tag-conditions.ts';

/**
 * How fast texts are tagged, in texts per second of processor time: `npm run bench -- tag`. Beside it, in the same
 * run, wink-nlp as it comes, with the lexicon as custom entities and its negation flag, and one plain regular
 * expression of all phrases.
 */

const LENGTHS = [100, 300, 3000, 50_000];
/** Of processor time. Everybody is measured once the machine's compiler has seen enough of them. */
const RUN_MS = 1500;
const WARM_MS = 1000;
const BATCH_CHARACTERS = 30_000;

type Tagger = (text: string) => unknown;

const source = lexicon as LexiconSource;
const words = ['en', 'es', 'fr']
  .flatMap((language) => readFileSync(`tests/moderation/labelled/${language}.jsonl`, 'utf8').split('\n'))
  .flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { text: string }).text]))
  .join(' ');
const phrases = source.conditions.flatMap(({ synonyms, parts, hints, states }) =>
  [synonyms, parts, hints, states].flatMap((group) => Object.values(group ?? {}).flat()),
);

/** Texts of a length, each cut from another place of the labelled texts. */
function textsOf(length: number): readonly string[] {
  const long = words.repeat(Math.ceil((length * 2) / words.length) + 1);
  return Array.from({ length: 200 }, (_, at) => {
    const start = (at * 97) % (long.length - length);
    return long.slice(start, start + length);
  });
}

function perSecond(tag: Tagger, texts: readonly string[]): number {
  run(tag, texts, WARM_MS);
  return run(tag, texts, RUN_MS);
}

/** Texts per second of processor time, so that what else runs on the machine counts little; so does asking the clock. */
function run(tag: Tagger, texts: readonly string[], milliseconds: number): number {
  const batch = Math.ceil(BATCH_CHARACTERS / (texts[0]?.length ?? 1));
  const busy = process.cpuUsage();
  let [tagged, spent] = [0, 0];
  while (spent < milliseconds * 1000) {
    for (const last = tagged + batch; tagged < last; tagged += 1) tag(texts[tagged % texts.length] ?? '');
    const { user, system } = process.cpuUsage(busy);
    spent = user + system;
  }
  return (tagged / spent) * 1_000_000;
}

/** The lexicon, and copies of its conditions that say each phrase with another word before it. */
function timesOver(times: number): LexiconSource {
  const copies = Array.from({ length: times - 1 }, (_, copy) =>
    source.conditions.map(({ id, synonyms }) => ({
      id: `${id}-${copy}`,
      synonyms: Object.fromEntries(
        Object.entries(synonyms).map(([language, said]) => [
          language,
          said?.map((phrase) => `copy${copy} ${phrase}`),
        ]),
      ),
    })),
  );
  return { conditions: [...source.conditions, ...copies.flat()] };
}

function plainRegex(): Tagger {
  const escaped = phrases.map((phrase) => phrase.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  const all = new RegExp(`\\b(?:${escaped.sort((a, b) => b.length - a.length).join('|')})\\b`, 'giu');
  return (text) => Array.from(text.matchAll(all), (match) => match[0]);
}

/** `undefined` where wink-nlp is not installed. */
async function winkNlp(): Promise<Tagger | undefined> {
  try {
    const [nlpModule, modelModule] = await Promise.all(
      ['wink-nlp', 'wink-eng-lite-web-model'].map((name) => import(name)),
    );
    const nlp = nlpModule.default(modelModule.default);
    const patterns = phrases.filter((phrase) => /^[a-z ]+$/u.test(phrase));
    nlp.learnCustomEntities([{ name: 'condition', patterns }]);
    return (text) => {
      const entities = nlp.readDoc(text).customEntities();
      entities.each((entity: { tokens: () => { out: (what: unknown) => unknown } }) =>
        entity.tokens().out(nlp.its.negationFlag),
      );
    };
  } catch {
    return undefined;
  }
}

const round = (value: number) => Math.round(value).toLocaleString('en');

function printRow(cells: readonly string[]): void {
  console.log(cells.map((cell) => cell.padStart(16)).join(''));
}

/** Prints how fast texts are tagged, beside other ways to do it. */
export async function bench(): Promise<void> {
  const started = performance.now();
  const lookup = readLexicon();
  console.log(
    `lexicon ready in ${round(performance.now() - started)} ms; texts per second of processor time`,
  );
  const tagger =
    (with_: Lookup): Tagger =>
    (text) =>
      tagConditions(text, with_);
  const wink = await winkNlp();
  const taggers: readonly (readonly [string, Tagger | undefined])[] = [
    ['59 conditions', tagger(lookup)],
    ['590 conditions', tagger(readLexicon(timesOver(10)))],
    ['plain regex', plainRegex()],
    ['wink-nlp', wink],
  ];
  printRow(['characters', ...taggers.map(([name]) => name)]);
  for (const length of LENGTHS) {
    const texts = textsOf(length);
    printRow([
      round(length),
      ...taggers.map(([, tag]) => (tag ? round(perSecond(tag, texts)) : 'not installed')),
    ]);
  }
}
