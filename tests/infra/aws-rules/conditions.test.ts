import { describe, expect, it } from 'vitest';
import { checkConditions, meetsConditions } from '../../../infra/aws-rules/conditions.ts';

const DISTRIBUTION = 'arn:aws:cloudfront::000000000000:distribution/E1';
const context = { 'aws:securetransport': 'true', 'aws:sourcearn': DISTRIBUTION };

describe('meetsConditions', () => {
  it.each([
    [true, { Bool: { 'aws:SecureTransport': 'true' } }],
    [false, { Bool: { 'aws:SecureTransport': 'false' } }],
    [true, { Bool: { 'aws:SecureTransport': true } }],
    [true, { StringEquals: { 'AWS:SourceArn': DISTRIBUTION } }],
    [false, { StringEquals: { 'AWS:SourceArn': `${DISTRIBUTION}2` } }],
    [false, { StringEquals: { 'AWS:SourceArn': DISTRIBUTION.replace('E1', '*') } }],
    [true, { StringLike: { 'AWS:SourceArn': 'arn:*:distribution/E?' } }],
    [true, { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::000000000000:distribution/*' } }],
    [
      true,
      { ArnEquals: { 'aws:SourceArn': ['arn:aws:s3:::none', 'arn:aws:cloudfront::*:distribution/E1'] } },
    ],
    [false, { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::999999999999:distribution/*' } }],
    [false, { ArnLike: { 'aws:SourceArn': 'arn:aws:*:distribution/*' } }],
    [false, { ArnNotLike: { 'aws:SourceArn': 'arn:aws:cloudfront::*:distribution/*' } }],
    [true, { StringNotEquals: { 'aws:SourceArn': ['a', 'b'] } }],
    [false, { StringEquals: { 'aws:PrincipalArn': 'a' } }],
    [false, { ArnLike: { 'aws:PrincipalArn': '*' } }],
    [true, { StringNotLike: { 'aws:PrincipalArn': '*' } }],
    [true, { StringEqualsIfExists: { 'aws:PrincipalArn': 'a' } }],
    [false, { StringEqualsIfExists: { 'aws:SourceArn': 'a' } }],
    [true, { Null: { 'aws:PrincipalArn': 'true', 'aws:SourceArn': 'false' } }],
    [false, { Null: { 'aws:SourceArn': 'true' } }],
    [false, { Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:SourceArn': 'other' } }],
  ])('is %s for %j', (expected, Condition) => {
    expect(() => checkConditions('It', { Condition })).not.toThrow();
    expect(meetsConditions({ Condition }, context)).toBe(expected);
  });

  it('is met without conditions', () => {
    expect(meetsConditions({}, {})).toBe(true);
  });
});

describe('checkConditions', () => {
  it.each([
    ['the operator StringEqualsIgnoreCase', { StringEqualsIgnoreCase: { 'aws:SourceArn': 'a' } }],
    ['the operator ForAllValues:StringEquals', { 'ForAllValues:StringEquals': { 'aws:SourceArn': 'a' } }],
    ['the operator constructor', { constructor: { 'aws:SourceArn': 'a' } }],
    ['the operator DateLessThan', { DateLessThan: { 'aws:CurrentTime': '2027-01-01' } }],
    ['the condition key aws:SourceVpce', { StringEquals: { 'aws:SourceVpce': 'a' } }],
    ['the condition key aws:SourceAccount', { StringEqualsIfExists: { 'aws:SourceAccount': '0' } }],
    [
      'the condition key s3:prefix',
      { Bool: { 'aws:SecureTransport': 'true' }, StringLike: { 's3:prefix': 'a' } },
    ],
  ])('does not pass over %s', (what, Condition) => {
    expect(() => checkConditions('Policy (type)', { Condition })).toThrow(
      `Policy (type) uses ${what}, which the local runtime does not support.`,
    );
  });
});
