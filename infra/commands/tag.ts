import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { readLexicon } from '../../functions/moderation/lexicon.ts';
import { tagLine } from '../../functions/moderation/tag-line.ts';
import { readCommandLine } from './command-line.ts';
import { runCommand } from './tell.ts';

/** Lines between two words of progress. */
const STEP = 1000;

/** Tags texts, one JSON object per line from standard input to standard output, in the same order. */
await runCommand(async () => {
  readCommandLine({ line: 'npm run -s tag < texts.jsonl', options: [], mostWords: 0 });
  const lookup = readLexicon();
  let [read, bad] = [0, 0];
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    const tagged = tagLine(line, lookup);
    read += 1;
    if ('error' in tagged) bad += 1;
    if (!process.stdout.write(`${JSON.stringify(tagged)}\n`)) await once(process.stdout, 'drain');
    if (process.stderr.isTTY && read % STEP === 0) process.stderr.write(`\r${read} read`);
  }
  if (process.stderr.isTTY) process.stderr.write(`\r${read} read\n`);
  if (bad > 0) throw new Error(`${bad} of ${read} lines could not be read.`);
  return '';
});
