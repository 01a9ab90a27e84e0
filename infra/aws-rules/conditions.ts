import { own } from '../../functions/domain/own.ts';
import { matches } from './matches.ts';
import type { Properties } from './template.ts';

/** What is known of a request when conditions are judged: the value of each condition key, keys in lower case. */
export type RequestContext = Readonly<Record<string, string>>;

/** Keys whose values this machine knows; a request that does not have one of them lacks it on AWS too. */
const KEYS = ['aws:securetransport', 'aws:sourcearn', 'aws:principalarn'];

/** Compares the values that a condition names with that of the request. */
type Operator = (wanted: readonly string[], value: string | undefined) => boolean;
type Test = (wanted: string, value: string) => boolean;

const any =
  (test: Test): Operator =>
  (wanted, value) =>
    value !== undefined && wanted.some((one) => test(one, value));
const none =
  (test: Test): Operator =>
  (wanted, value) =>
    !any(test)(wanted, value);
const isEqual: Test = (wanted, value) => wanted === value;
const isLikeArn: Test = (wanted, value) => {
  const given = arnParts(value);
  return arnParts(wanted).every((part, at) => matches(part, given[at] ?? ''));
};

const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['Bool', any((wanted, value) => wanted.toLowerCase() === value)],
  ['Null', (wanted, value) => wanted.some((one) => (one === 'true') === (value === undefined))],
  ['StringEquals', any(isEqual)],
  ['StringNotEquals', none(isEqual)],
  ['StringLike', any(matches)],
  ['StringNotLike', none(matches)],
  ['ArnEquals', any(isLikeArn)],
  ['ArnNotEquals', none(isLikeArn)],
  ['ArnLike', any(isLikeArn)],
  ['ArnNotLike', none(isLikeArn)],
]);
const IF_EXISTS = /IfExists$/u;

/** @throws Error that names the operator or the key of a statement's conditions that cannot be judged here */
export function checkConditions(who: string, { Condition = {} }: Properties): void {
  for (const [operator, wanted] of Object.entries<Properties>(Condition)) {
    if (!OPERATORS.has(operator.replace(IF_EXISTS, ''))) throw unsupported(who, `the operator ${operator}`);
    const odd = Object.keys(wanted).find((key) => !KEYS.includes(key.toLowerCase()));
    if (odd !== undefined) throw unsupported(who, `the condition key ${odd}`);
  }
}

/** Tells whether a request meets all conditions of a statement, by IAM's rules; they were checked before. */
export function meetsConditions({ Condition = {} }: Properties, context: RequestContext): boolean {
  return Object.entries<Properties>(Condition).every(([operator, wanted]) =>
    Object.entries<Properties>(wanted).every(([key, values]) => {
      const value = own(context, key.toLowerCase());
      if (value === undefined && IF_EXISTS.test(operator)) return true;
      return OPERATORS.get(operator.replace(IF_EXISTS, ''))?.([values].flat().map(String), value) ?? false;
    }),
  );
}

/** AWS compares ARNs part by part, six of them: no `*` reaches over a colon but in the last. */
function arnParts(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function unsupported(who: string, what: string): Error {
  return new Error(`${who} uses ${what}, which the local runtime does not support.`);
}
