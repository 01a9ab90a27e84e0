import { Duration } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config } from '../functions/moderation/moderate.lambda.ts';
import type { DataStack } from './data-stack.ts';
import { streamGrants, tableGrant } from './grants.ts';
import { lambda } from './lambda.ts';
import { deadLetterQueue } from './queue.ts';
import type { Settings } from './settings.ts';
import { feedFromStream } from './streams.ts';

/** From pulled reviews to tagged ones that wait for a person. */
export class Moderation extends Construct {
  readonly functions: readonly LambdaFunction[];
  readonly deadLetters: readonly Queue[];

  constructor(scope: Construct, id: string, settings: Settings, data: DataStack) {
    super(scope, id);
    const deadLetters = deadLetterQueue(this, 'FailedChanges');
    const moderate = lambda<Config>(this, 'Moderate', {
      settings,
      entry: 'moderation/moderate',
      description: 'Tags reviews by condition and opens them for staff',
      environment: { CONTENT_TABLE: data.content.tableName, LEDGER_TABLE: data.ledger.tableName },
      timeout: Duration.minutes(1),
      grants: [
        tableGrant(data.content, 'BatchGetItem', 'PutItem', 'DeleteItem'),
        tableGrant(data.ledger, 'GetItem', 'BatchGetItem', 'PutItem'),
        ...streamGrants(data.content),
      ],
    });
    feedFromStream(this, 'Reviews', {
      table: data.content,
      target: moderate,
      kinds: ['review'],
      batchSize: 25,
      deadLetters,
    });
    this.functions = [moderate];
    this.deadLetters = [deadLetters];
  }
}
