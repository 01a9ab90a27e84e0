import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeApp } from '../../infra/synthesize.ts';
import { templateTexts } from './local-template.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'synthesize-'));
  folders.push(folder);
  return folder;
}

describe('makeApp', () => {
  let outdir: string;
  let app: App;
  beforeAll(() => {
    outdir = aFolder();
    app = makeApp(['local'], outdir);
    app.synth();
  });

  it('gives a stack for data and one for what runs', () => {
    const stacks = app.node.children.filter(Stack.isStack).map(({ stackName }) => stackName);

    expect(stacks).toEqual(['clinic-reviews-local-data', 'clinic-reviews-local-service']);
  });

  it('gives the same templates each time, in whatever process and folder', () => {
    const texts = templateTexts(outdir);

    expect(texts.size).toBe(2);
    expect(texts).toEqual(templateTexts());
  });

  it('breaks no rule of cdk-nag that is not acknowledged', () => {
    expect(readFileSync(join(outdir, 'validation-report.json'), 'utf8')).not.toContain('AwsSolutions');
  });

  it('refuses to synthesize a grant of everything that nobody has acknowledged', () => {
    const folder = aFolder();
    const bad = makeApp(['local'], folder);
    const data = bad.node.findChild('clinic-reviews-local-data') as Stack;
    const role = new Role(data, 'Mighty', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPrincipalPolicy(new PolicyStatement({ actions: ['dynamodb:*'], resources: ['*'] }));
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);

    expect(() => bad.synth()).toThrow();

    const report = readFileSync(join(folder, 'validation-report.json'), 'utf8');
    expect(report).toContain('AwsSolutions-IAM5[Action::dynamodb:*]');
    expect(report).toContain('clinic-reviews-local-data/Mighty');
  });
});
