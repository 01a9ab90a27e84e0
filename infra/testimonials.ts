import { Duration } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config as PatientConfig, PatientRoute } from '../functions/testimonials/patient.lambda.ts';
import type {
  Config as ApiConfig,
  TestimonialRoute,
} from '../functions/testimonials/testimonial-api.lambda.ts';
import type { ApiRoutes } from './admin.ts';
import type { DataStack } from './data-stack.ts';
import { sendGrant, tableGrant } from './grants.ts';
import { lambda } from './lambda.ts';
import type { Settings } from './settings.ts';

const PATIENT_ROUTES: Readonly<Record<PatientRoute, true>> = {
  'GET /t/{token}': true,
  'POST /t/{token}': true,
  'GET /t/revoke/{token}': true,
  'POST /t/revoke/{token}': true,
};

const ROUTES: Readonly<Record<TestimonialRoute, true>> = {
  'GET /api/clinics/{clinicId}/testimonials': true,
  'POST /api/clinics/{clinicId}/testimonials': true,
  'POST /api/clinics/{clinicId}/testimonials/{testimonialId}/revocation': true,
  'POST /api/clinics/{clinicId}/testimonial-import': true,
  'GET /api/clinics/{clinicId}/testimonial-links': true,
  'POST /api/clinics/{clinicId}/testimonial-links': true,
  'POST /api/clinics/{clinicId}/testimonial-links/{linkId}/withdrawal': true,
  'GET /api/clinics/{clinicId}/consents': true,
  'GET /api/clinics/{clinicId}/consent-statement': true,
  'GET /api/clinics/{clinicId}/decisions': true,
};

/** What the testimonials' functions work with. */
export interface TestimonialNeeds {
  readonly data: DataStack;
  /** Takes listings to be pulled at once. */
  readonly pullQueue: IQueue;
  /** Where the patients' pages stand, without a slash at the end. */
  readonly publicUrl: string;
}

/** What patients give the clinic directly: their own pages without sign-in, and the staff's routes about it. */
export class Testimonials extends Construct {
  readonly functions: readonly LambdaFunction[];
  /** The staff's routes. */
  readonly routes: ApiRoutes;
  /** The patients' pages, the only routes that ask for no token. */
  readonly pages: ApiRoutes;

  constructor(
    scope: Construct,
    id: string,
    settings: Settings,
    { data, pullQueue, publicUrl }: TestimonialNeeds,
  ) {
    super(scope, id);
    const environment = {
      CONTENT_TABLE: data.content.tableName,
      LEDGER_TABLE: data.ledger.tableName,
      PULL_QUEUE_URL: pullQueue.queueUrl,
    };
    // A testimonial that is taken back is deleted, with the review it became.
    const erasing = tableGrant(data.content, 'DeleteItem');
    const patient = lambda<PatientConfig>(this, 'Patient', {
      settings,
      entry: 'testimonials/patient',
      description: 'Answers the patients’ form and the link to take it back',
      environment: { ...environment, PUBLIC_URL: publicUrl },
      timeout: Duration.seconds(10),
      grants: [
        tableGrant(data.ledger, 'GetItem', 'Query', 'PutItem', 'DeleteItem'),
        erasing,
        sendGrant(pullQueue),
      ],
    });
    const api = lambda<ApiConfig>(this, 'TestimonialApi', {
      settings,
      entry: 'testimonials/testimonial-api',
      description: 'Does what staff ask of testimonials',
      environment,
      timeout: Duration.seconds(25),
      memoryMb: 1024,
      grants: [
        tableGrant(data.ledger, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem'),
        erasing,
        sendGrant(pullQueue),
      ],
    });
    this.functions = [patient, api];
    this.routes = { keys: Object.keys(ROUTES), runs: api };
    this.pages = { keys: Object.keys(PATIENT_ROUTES), runs: patient };
  }
}
