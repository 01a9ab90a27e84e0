import { spawnSync } from 'node:child_process';
import { CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { S3Client } from '@aws-sdk/client-s3';
import { AppError } from '../../functions/domain/error.ts';
import { SITE_DIST } from '../dist.ts';
import { checkSettings, settings } from '../settings.ts';
import { describeEnvironment, readOutputs } from './aws-target.ts';
import { readCommandLine } from './command-line.ts';
import { runCommand } from './tell.ts';
import { toSiteConfig, uploadSite } from './upload-site.ts';

/** What may be kept at the edge though its address does not change. */
const MUTABLE = ['/', '/index.html', '/config.json', '/embed/*'];

const FORM = { line: 'npm run deploy -- dev', options: [], mostWords: 1 };

/** Deploys an environment: both stacks, then the files of the admin page and the embed. */
await runCommand(async () => {
  const [environment] = readCommandLine(FORM).words;
  if (environment !== 'dev' && environment !== 'prod') {
    throw new AppError('invalid', `Say which environment: ${FORM.line}`);
  }
  checkSettings(settings[environment]);
  console.log(`${await describeEnvironment(environment)}:`);
  const { buildFunctions, buildSite } = await import('../build.ts');
  await Promise.all([buildFunctions(), buildSite()]);
  deployStacks(environment);
  const outputs = await readOutputs(environment);
  const site = { folder: SITE_DIST, bucket: outputs.SiteBucket ?? '', config: toSiteConfig(outputs) };
  const keys = await uploadSite(new S3Client({}), site);
  await clearEdge(outputs.DistributionId ?? '');
  return `${keys.length} files uploaded. The admin page: ${outputs.Url}`;
});

function deployStacks(environment: 'dev' | 'prod'): void {
  const stacks = ['data', 'service'].map((stack) => `clinic-reviews-${environment}-${stack}`);
  const { status } = spawnSync('cdk', ['deploy', ...stacks, '--output', `cdk.out/${environment}`], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The stacks were not deployed; see above.');
}

async function clearEdge(DistributionId: string): Promise<void> {
  const Paths = { Quantity: MUTABLE.length, Items: MUTABLE };
  const InvalidationBatch = { CallerReference: new Date().toISOString(), Paths };
  await new CloudFrontClient({}).send(new CreateInvalidationCommand({ DistributionId, InvalidationBatch }));
}
