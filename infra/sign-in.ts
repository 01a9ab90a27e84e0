import { Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  type UserPoolClient,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Settings } from './settings.ts';

/** Who may sign in: people the operator invited, on Cognito's own page, by code with PKCE. */
export class SignIn extends Construct {
  readonly pool: UserPool;
  readonly domain: UserPoolDomain;
  readonly region: string;
  #client: UserPoolClient | undefined;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.region = Stack.of(this).region;
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      autoVerify: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.ESSENTIALS,
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      deletionProtection: !settings.isDisposable,
      removalPolicy: settings.isDisposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });
    this.domain = this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: uniquePrefix(this, settings) },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    acknowledge(
      this.pool,
      'AwsSolutions-COG2',
      'Each person chooses a second factor; a small clinic’s front desk shares a computer, not always a phone.',
    );
    acknowledge(
      this.pool,
      'AwsSolutions-COG3',
      'Threat protection needs the Plus plan at five times the price; sign-up is closed and the API is rate limited.',
    );
    acknowledge(
      this.pool,
      'AwsSolutions-COG8',
      'The Plus plan would cost a clinic more than the whole service.',
    );
  }

  /** Address of Cognito's own sign-in page. */
  get pageUrl(): string {
    return this.domain.baseUrl();
  }

  /** The one client: the admin page. */
  get client(): UserPoolClient {
    if (!this.#client) throw new Error('Call admit() before the client is used.');
    return this.#client;
  }

  /** Lets the admin page at an address send people here and take them back. */
  admit(adminUrl: string): void {
    const client = this.pool.addClient('AdminPage', {
      generateSecret: false,
      authFlows: {},
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(1),
      oAuth: {
        flows: { authorizationCodeGrant: true, implicitCodeGrant: false },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [adminUrl],
        logoutUrls: [adminUrl],
      },
    });
    new CfnManagedLoginBranding(this, 'Branding', {
      userPoolId: this.pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    this.#client = client;
  }
}

/** Cognito wants a prefix no other customer has: the tail of the stack's own id. */
function uniquePrefix(scope: Construct, { environment }: Settings): string {
  const stackUuid = Fn.select(2, Fn.split('/', Stack.of(scope).stackId));
  return Fn.join('-', ['clinic-reviews', environment, Fn.select(4, Fn.split('-', stackUuid))]);
}
