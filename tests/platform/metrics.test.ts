import { describe, expect, it } from 'vitest';
import { NOW } from '../support/builders.ts';
import { runNode } from '../support/run-node.ts';

describe('openMetrics', () => {
  it('prints one line in the embedded metric format, with what CloudWatch needs at its root', async () => {
    const { stdout } = await runNode(['tests/platform/child-metrics.ts'], {
      env: { AWS_LAMBDA_FUNCTION_NAME: 'test' },
    });

    expect(JSON.parse(stdout)).toMatchObject({
      _aws: {
        Timestamp: Date.parse(NOW),
        CloudWatchMetrics: [
          {
            Namespace: 'ClinicReviews/test',
            Dimensions: [['Source', 'State']],
            Metrics: [
              { Name: 'Listings', Unit: 'Count' },
              { Name: 'RunMs', Unit: 'Milliseconds' },
            ],
          },
        ],
      },
      Source: 'yelp',
      State: 'well',
      Listings: 3,
      RunMs: 120,
    });
  });
});
