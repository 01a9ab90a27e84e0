import { AppError } from '../../functions/domain/error.ts';

/** How a command is written. */
export interface CommandForm {
  /** The whole right line, as a person types it; shown with every refusal. */
  readonly line: string;
  /** Names of the options there are, without their hyphens; each takes a value. */
  readonly options: readonly string[];
  /** How many words there can be besides the options. */
  readonly mostWords: number;
}

/** The words of a command line, and the value of each `--option value` among them. */
export interface CommandLine {
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, string>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** One hyphen or more, or a dash that a word processor made of them. */
const OPTION = /^[-\u2010-\u2015\u2212]+/u;

/**
 * Reads a command line; `--option=value` is the same as `--option value`.
 *
 * @param given defaults to what this process was given
 * @param environment defaults to this process's own; npm says in it which options it took for itself
 * @throws AppError `invalid`, with the right line, for whatever would be passed over otherwise: an unknown option, one
 *   that is given twice, has no value, or was taken by npm, and a word too many
 */
export function readCommandLine(
  form: CommandForm,
  given: readonly string[] = process.argv.slice(2),
  environment: Environment = process.env,
): CommandLine {
  refuseTaken([...form.options, 'env'], form.line, environment);
  const words: string[] = [];
  const options = new Map<string, string>();
  const rest = [...given];
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (!OPTION.test(word)) {
      words.push(word);
      continue;
    }
    const [name, written] = splitOnce(word);
    if (!form.options.some((known) => name === `--${known}`)) throw refusal(unknown(name, form), form.line);
    if (options.has(name.slice(2))) throw refusal(`${name} is given twice; give it once.`, form.line);
    const value = written ?? rest.shift() ?? '';
    if (value.trim() === '' || OPTION.test(value)) throw refusal(`${name} needs a value.`, form.line);
    options.set(name.slice(2), value);
  }
  if (words.length > form.mostWords) throw refusal(tooMany(words.slice(0, form.mostWords)), form.line);
  return { words, options };
}

/**
 * Refuses options that npm took for itself, as it does with all that stand before `--`: the command would run without
 * them, on other data than was meant.
 *
 * @param options names of the command's own options, without hyphens
 * @param line the right line
 * @param environment npm leaves each option it took here, as `npm_config_{name}`
 * @throws AppError `invalid` when it took one of them, one that looks like a slip for it, or a word that says where to act
 */
export function refuseTaken(
  options: readonly string[],
  line: string,
  environment: Environment = process.env,
): void {
  const taken = Object.keys(environment)
    .map((name) => /^npm_config_(.+)$/u.exec(name)?.[1]?.replaceAll('_', '-'))
    .find((name) => name !== undefined && isMeantFor(name, options));
  if (taken === undefined) return;
  throw refusal(`npm took --${taken} for itself. Options stand behind " -- ".`, line);
}

/** An environment written as an option, and the words with which AWS's own command is told where to act. */
const PLACES = [
  ...['dev', 'development', 'prod', 'production', 'stage', 'staging', 'local', 'aws'],
  ...['profile', 'region', 'account'],
];
/** Words with which other commands are told to change nothing; there is no such thing here. */
const ONLY_LOOK = ['dry-run', 'check', 'preview', 'plan', 'diff', 'simulate'];

function isMeantFor(written: string, options: readonly string[]): boolean {
  const name = written.toLowerCase();
  if (options.includes('env') && [...PLACES, ...ONLY_LOOK].includes(name.replace(/^aws-/u, ''))) return true;
  return options.some(
    (option) =>
      name === option ||
      name === option.charAt(0) ||
      (option.length > 2 && (name.startsWith(option) || isSlip(name, option))),
  );
}

/** Tells whether one letter is missing, added, another one, or changed places with its neighbour. */
function isSlip(written: string, meant: string): boolean {
  const common = Math.max(
    0,
    [...meant].findIndex((letter, at) => letter !== written[at]),
  );
  const [one, other] = [written.slice(common), meant.slice(common)];
  return (
    one.slice(1) === other ||
    one === other.slice(1) ||
    one.slice(1) === other.slice(1) ||
    (one[0] === other[1] && one[1] === other[0] && one.slice(2) === other.slice(2))
  );
}

function unknown(name: string, { options }: CommandForm): string {
  const there = options.length > 0 ? `There is: --${options.join(', --')}.` : 'There is none here.';
  return `The option ${name} is not known. ${there}`;
}

/** The word itself is not repeated: it may be a secret that was meant for standard input. */
function tooMany(right: readonly string[]): string {
  return right.length === 0
    ? 'It takes no words besides its options.'
    : `There is a word too many after "${right.join(' ')}".`;
}

function refusal(sentence: string, line: string): AppError {
  return new AppError('invalid', `${sentence} Use: ${line}`);
}

function splitOnce(word: string): readonly [name: string, value?: string] {
  const at = word.indexOf('=');
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}
