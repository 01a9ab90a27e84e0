import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { localiser } from '../../../infra/aws-rules/physical-names.ts';
import { readTemplate, type Template } from '../../../infra/aws-rules/template.ts';
import { writeTinyApp } from '../local/tiny-app.ts';

const folders: string[] = [];
const local = localiser('http://127.0.0.1:1', 'http://127.0.0.1:2', 'http://127.0.0.1:3');

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A variable in the text of `Fn::Sub`. */
function variable(name: string): string {
  return `\${${name}}`;
}

/** Reads one value of a stack that stands beside another one with a bucket. */
function read(value: unknown, resources: object = {}): Template {
  const folder = writeTinyApp({
    resources: { Work: { Type: 'AWS::SQS::Queue' }, ...resources },
    outputs: { Value: { Value: value } },
  });
  folders.push(folder);
  const other = {
    Resources: { Files: { Type: 'AWS::S3::Bucket' } },
    Outputs: {
      Arn: {
        Value: { 'Fn::GetAtt': ['Files', 'Arn'] },
        Export: { Name: { 'Fn::Sub': `${variable('AWS::StackName')}:Arn` } },
      },
    },
  };
  writeFileSync(join(folder, 'other.template.json'), JSON.stringify(other));
  return readTemplate(folder, local);
}

describe('readTemplate', () => {
  it.each([
    [{ Ref: 'Work' }, 'http://127.0.0.1:3/000000000000/tiny-Work'],
    [{ 'Fn::GetAtt': ['Work', 'Arn'] }, 'arn:aws:sqs:us-east-1:000000000000:tiny-Work'],
    [
      { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }]] },
      'a-us-east-1-000000000000',
    ],
    [
      { 'Fn::Sub': ['AWS::Partition', 'Work.QueueName', '!Literal'].map(variable).join(' ') },
      `aws tiny-Work ${variable('Literal')}`,
    ],
    [{ 'Fn::Sub': [`${variable('Own')}!`, { Own: { Ref: 'AWS::StackName' } }] }, 'tiny!'],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    [{ 'Fn::ImportValue': 'other:Arn' }, 'arn:aws:s3:::other-files'],
    [{ 'Fn::Join': ['', ['x', { Ref: 'AWS::NoValue' }]] }, 'x'],
    ['https://abc.cloudfront.net/', 'http://127.0.0.1:1/'],
    [
      "connect-src 'self' https://a-b.auth.us-east-1.amazoncognito.com; x",
      "connect-src 'self' http://127.0.0.1:2; x",
    ],
    ['abc.cloudfront.net', '127.0.0.1:1'],
    ['https://cognito-idp.us-east-1.amazonaws.com/us-east-1_P', 'http://127.0.0.1:2/us-east-1_P'],
  ])('resolves %j', (value, resolved) => {
    expect(read(value).outputs.Value).toBe(resolved);
  });

  it.each([
    [{ 'Fn::Cidr': ['10.0.0.0/8'] }, 'output Value uses Fn::Cidr, which the local runtime does not support.'],
    [{ 'Fn::Select': [5, ['a']] }, 'output Value: Fn::Select finds nothing at 5.'],
    [{ Ref: 'Nothing' }, 'output Value refers to Nothing, which is not in tiny.'],
    [{ 'Fn::GetAtt': ['Work', 'Colour'] }, 'Work (AWS::SQS::Queue) has no attribute Colour here.'],
    [{ 'Fn::ImportValue': 'nobody' }, 'output Value imports nobody, which no stack exports.'],
  ])('refuses %j', (value, message) => {
    expect(() => read(value)).toThrow(message);
  });

  it('names the resource whose property cannot be resolved', () => {
    const Work = { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: { 'Fn::If': ['c', 1, 2] } } };

    expect(() => read('', { Work }).ofType('AWS::SQS::Queue')).toThrow('Work (AWS::SQS::Queue) uses Fn::If');
  });
});
