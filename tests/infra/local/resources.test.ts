import { describe, expect, it } from 'vitest';
import { startTinyApp } from './tiny-app.ts';

describe('checkResources', () => {
  it('does not start with a resource that it cannot run, and says which', async () => {
    const Machine = { Type: 'AWS::StepFunctions::StateMachine' };

    await expect(startTinyApp({ resources: { Machine } })).rejects.toThrow(
      'The local runtime cannot run Machine (AWS::StepFunctions::StateMachine).',
    );
  });

  it('starts with resources that have no local effect', async () => {
    const app = await startTinyApp({
      resources: { Noise: { Type: 'AWS::CloudWatch::Alarm' }, Log: { Type: 'AWS::Logs::LogGroup' } },
    });

    await app.stop();
  });
});
