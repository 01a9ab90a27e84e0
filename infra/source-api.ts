import { Duration } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Config, SourceRoute } from '../functions/sources/source-api.lambda.ts';
import type { DataStack } from './data-stack.ts';
import { sendGrant, tableGrant } from './grants.ts';
import { lambda } from './lambda.ts';
import { secretAsPrinted, secretGrant } from './secret-grant.ts';
import { type Settings, secretPrefix } from './settings.ts';

const ROUTES: Readonly<Record<SourceRoute, true>> = {
  'POST /api/clinics/{clinicId}/listings/{listingId}/absence': true,
  'POST /api/clinics/{clinicId}/listings/{listingId}/pull': true,
  'POST /api/clinics/{clinicId}/listings/{listingId}/takeout': true,
  'POST /api/clinics/{clinicId}/listings/{listingId}/place': true,
  'POST /api/clinics/{clinicId}/listings/{listingId}/move': true,
  'POST /api/clinics/{clinicId}/listings/{listingId}/removal': true,
  'POST /api/clinics/{clinicId}/google-listings': true,
  'POST /api/clinics/{clinicId}/google/application': true,
  'GET /api/clinics/{clinicId}/google': true,
  'POST /api/clinics/{clinicId}/google/consent': true,
  'POST /api/clinics/{clinicId}/google/connection': true,
  'POST /api/clinics/{clinicId}/google/locations': true,
  'POST /api/clinics/{clinicId}/google/listings': true,
  'POST /api/clinics/{clinicId}/google/disconnection': true,
};

/** Keys of the staff's routes that act on sources. */
export const SOURCE_ROUTES: readonly string[] = Object.keys(ROUTES);

/** Does what staff ask of sources; the only function that may write grants of Google, or delete them. */
export function sourceApi(
  scope: Construct,
  settings: Settings,
  data: DataStack,
  pullQueue: IQueue,
): LambdaFunction {
  const { sourceUrls } = settings;
  return lambda<Config>(scope, 'SourceApi', {
    settings,
    entry: 'sources/source-api',
    description: 'Does what staff ask of listings and their sources',
    environment: {
      CONTENT_TABLE: data.content.tableName,
      LEDGER_TABLE: data.ledger.tableName,
      PULL_QUEUE_URL: pullQueue.queueUrl,
      SECRET_PREFIX: secretPrefix(settings.environment),
      GOOGLE_CONSENT_URL: sourceUrls.googleConsent,
      GOOGLE_OAUTH_URL: sourceUrls.googleOauth,
      GOOGLE_ACCOUNTS_URL: sourceUrls.googleAccounts,
      GOOGLE_LOCATIONS_URL: sourceUrls.googleLocations,
    },
    timeout: Duration.seconds(25),
    memoryMb: 1024,
    grants: [
      sendGrant(pullQueue),
      tableGrant(data.content, 'BatchGetItem', 'Query', 'PutItem'),
      tableGrant(
        data.ledger,
        'GetItem',
        'BatchGetItem',
        'Query',
        'PutItem',
        'UpdateItem',
        'ConditionCheckItem',
      ),
      secretGrant(scope, settings, ['ssm:GetParameter'], 'google-client-id', 'google-client-secret'),
      secretGrant(
        scope,
        settings,
        ['ssm:GetParameter', 'ssm:PutParameter', 'ssm:DeleteParameter'],
        'google-refresh-token/*',
      ),
    ],
    wildcards: {
      [secretAsPrinted(settings, 'google-refresh-token/*')]:
        'Connecting makes a parameter for each clinic’s grant, and disconnecting deletes it.',
    },
  });
}
