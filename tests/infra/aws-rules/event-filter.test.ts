import { describe, expect, it } from 'vitest';
import { readFilter } from '../../../infra/aws-rules/event-filter.ts';

const change = (sk: string) => ({ eventName: 'INSERT', dynamodb: { Keys: { sk: { S: sk } } } });
const onKey = (...rules: unknown[]) => JSON.stringify({ dynamodb: { Keys: { sk: { S: rules } } } });

describe('readFilter', () => {
  it.each<[string, readonly string[], boolean]>([
    ['no pattern', [], true],
    ['the value itself', [onKey('A#1')], true],
    ['another value', [onKey('A#2')], false],
    ['a prefix', [onKey({ prefix: 'A#' })], true],
    ['another prefix', [onKey({ prefix: 'B#' })], false],
    ['one of several rules', [onKey('x', { prefix: 'A#' })], true],
    ['one of several patterns', [onKey('x'), onKey('A#1')], true],
    ['two fields', ['{"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":["A#1"]}}}}'], true],
    [
      'two fields, one of them wrong',
      ['{"eventName":["REMOVE"],"dynamodb":{"Keys":{"sk":{"S":["A#1"]}}}}'],
      false,
    ],
    ['anything but others', [onKey({ 'anything-but': ['A#2', 'A#3'] })], true],
    ['anything but this', [onKey({ 'anything-but': 'A#1' })], false],
    ['a field that is there', ['{"eventName":[{"exists":true}]}'], true],
    ['a field that is not', ['{"other":[{"exists":true}]}'], false],
    ['the absence of a field', ['{"other":{"below":[{"exists":false}]}}'], true],
  ])('with %s', (_, patterns, passes) => {
    expect(readFilter(patterns, 'Changes')(change('A#1'))).toBe(passes);
  });

  it.each([
    [{ numeric: ['>', 5] }],
    [{ suffix: 'x' }],
    [{ 'equals-ignore-case': 'x' }],
    [{ prefix: { 'equals-ignore-case': 'x' } }],
    [{ 'anything-but': { prefix: 'x' } }],
    [{ prefix: 'x', exists: true }],
  ])('stops at %j', (rule) => {
    expect(() => readFilter([onKey(rule)], 'Changes')).toThrow(
      `Changes: the local runtime does not support the filter ${JSON.stringify(rule)}.`,
    );
  });

  it('stops at $or', () => {
    expect(() => readFilter(['{"$or":[]}'], 'Changes')).toThrow('the filter $or');
  });
});
