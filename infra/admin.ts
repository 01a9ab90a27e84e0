import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  type HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IUserPool, IUserPoolClient } from 'aws-cdk-lib/aws-cognito';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { AdminRoute, Config } from '../functions/admin/admin.lambda.ts';
import { BY_STATUS } from '../functions/store/keys.ts';
import { acknowledge } from './acknowledge.ts';
import type { DataStack } from './data-stack.ts';
import { indexGrant, sendGrant, tableGrant } from './grants.ts';
import { lambda } from './lambda.ts';
import type { Settings } from './settings.ts';

const ROUTES: Readonly<Record<AdminRoute, true>> = {
  'GET /api/me': true,
  'GET /api/conditions': true,
  'GET /api/clinics/{clinicId}': true,
  'GET /api/clinics/{clinicId}/listings': true,
  'GET /api/clinics/{clinicId}/embeds': true,
  'GET /api/clinics/{clinicId}/excerpts': true,
  'POST /api/clinics/{clinicId}/listings/{listingId}/excerpts': true,
  'POST /api/clinics/{clinicId}/listings/{listingId}/excerpt-consent': true,
  'GET /api/clinics/{clinicId}/fair-display': true,
  'GET /api/clinics/{clinicId}/corrections': true,
  'GET /api/clinics/{clinicId}/reviews': true,
  'GET /api/clinics/{clinicId}/reviews/{reviewId}': true,
  'POST /api/clinics/{clinicId}/reviews/{reviewId}/decision': true,
  'POST /api/clinics/{clinicId}/reviews/{reviewId}/conditions': true,
  'GET /api/clinics/{clinicId}/retag': true,
  'POST /api/clinics/{clinicId}/retag': true,
  'POST /api/clinics/{clinicId}/retag-preview': true,
  'GET /api/clinics/{clinicId}/proposals': true,
  'POST /api/clinics/{clinicId}/proposals': true,
};

/** What the staff's API works with. */
export interface AdminNeeds {
  readonly data: DataStack;
  /** Takes requests to read a clinic's reviews anew. */
  readonly retagQueue: IQueue;
}

/** Routes of the staff's API, `METHOD /path/{parameter}`, and the function that answers them. */
export interface ApiRoutes {
  readonly keys: readonly string[];
  readonly runs: LambdaFunction;
}

/** Whose tokens are taken. */
export interface SignInNeeds {
  readonly pool: IUserPool;
  readonly client: IUserPoolClient;
}

/** The staff's API: every route behind a token, one function behind each table of routes. */
export class Admin extends Construct {
  readonly api: HttpApi;
  /** The routes about reviews and the clinic. */
  readonly routes: ApiRoutes;
  private readonly settings: Settings;

  constructor(scope: Construct, id: string, settings: Settings, { data, retagQueue }: AdminNeeds) {
    super(scope, id);
    this.settings = settings;
    const admin = lambda<Config>(this, 'Admin', {
      settings,
      entry: 'admin/admin',
      description: 'Answers the staff’s admin page',
      environment: {
        CONTENT_TABLE: data.content.tableName,
        LEDGER_TABLE: data.ledger.tableName,
        RETAG_QUEUE_URL: retagQueue.queueUrl,
      },
      timeout: Duration.seconds(15),
      memoryMb: 1024,
      grants: [
        tableGrant(data.content, 'BatchGetItem', 'GetItem', 'Query'),
        tableGrant(data.ledger, 'GetItem', 'BatchGetItem', 'Query', 'PutItem'),
        indexGrant(data.ledger, BY_STATUS),
        sendGrant(retagQueue),
      ],
    });
    this.api = this.httpApi();
    this.routes = { keys: Object.keys(ROUTES), runs: admin };
  }

  /** Opens the routes to people who are signed in; apart from the constructor, as sign-in needs the API's address. */
  openRoutes({ pool, client }: SignInNeeds, tables: readonly ApiRoutes[]): void {
    const issuer = `https://cognito-idp.${Stack.of(this).region}.amazonaws.com/${pool.userPoolId}`;
    const authorizer = new HttpJwtAuthorizer('Token', issuer, { jwtAudience: [client.userPoolClientId] });
    for (const { keys, runs } of tables) {
      const integration = new HttpLambdaIntegration(`${runs.node.id}Function`, runs);
      for (const route of keys) {
        const [method, path] = route.split(' ') as [HttpMethod, string];
        this.api.addRoutes({ path, methods: [method], integration, authorizer });
      }
    }
  }

  /** Opens pages to everybody; nothing else of this API is. */
  openPages({ keys, runs }: ApiRoutes): void {
    const integration = new HttpLambdaIntegration(`${runs.node.id}Function`, runs);
    for (const route of keys) {
      const [method, path] = route.split(' ') as [HttpMethod, string];
      for (const opened of this.api.addRoutes({ path, methods: [method], integration })) {
        acknowledge(
          opened,
          'AwsSolutions-APIG4',
          'Patients have no account; the address itself is a secret.',
        );
      }
    }
  }

  private httpApi(): HttpApi {
    const { developerOrigins, apiRate } = this.settings;
    const api = new HttpApi(this, 'Api', {
      description: 'Staff of clinics',
      createDefaultStage: false,
      ...(developerOrigins.length > 0 && {
        corsPreflight: {
          allowOrigins: [...developerOrigins],
          allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
          allowHeaders: ['authorization', 'content-type'],
          maxAge: Duration.hours(1),
        },
      }),
    });
    const requests = new LogGroup(this, 'Requests', {
      retention: RetentionDays.ONE_WEEK,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: apiRate.perSecond, burstLimit: apiRate.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(requests),
        format: AccessLogFormat.custom(REQUEST_LOG),
      },
    });
    return api;
  }
}

/** No address and no person in it: what was asked, how it ended, how long it took. */
const REQUEST_LOG = JSON.stringify({
  requestId: '$context.requestId',
  at: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  ms: '$context.responseLatency',
  refused: '$context.authorizer.error',
});
