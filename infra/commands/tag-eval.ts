import { readFile } from 'node:fs/promises';
import { AppError } from '../../functions/domain/error.ts';
import { describeEvaluation } from '../../functions/moderation/describe-evaluation.ts';
import { evaluateTags } from '../../functions/moderation/evaluate-tags.ts';
import { parseLabelledTexts } from '../../functions/moderation/labelled-text.ts';
import { readLexicon } from '../../functions/moderation/lexicon.ts';
import { tagConditions } from '../../functions/moderation/tag-conditions.ts';
import { readCommandLine } from './command-line.ts';
import { runCommand } from './tell.ts';

const USAGE = 'npm run tag:eval -- <file.jsonl> …';

/** Says how well the tagger does on labelled texts. */
await runCommand(async () => {
  const { words } = readCommandLine({ line: USAGE, options: [], mostWords: Number.POSITIVE_INFINITY });
  if (words.length === 0) throw new AppError('invalid', `Use: ${USAGE}`);
  const files = await Promise.all(words.map((file) => readFile(file, 'utf8')));
  const lookup = readLexicon();
  const texts = files.flatMap(parseLabelledTexts);
  return describeEvaluation(evaluateTags(texts, (text) => tagConditions(text, lookup)));
});
