import { Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  UserPool,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Settings } from './settings.ts';

/**
 * Who may sign in: people the operator invited, on Cognito's own page. It outlives the service: in a new pool everybody
 * would be somebody else, whom no clinic knows. Upper and lower case are the same in an address, which cannot be changed
 * once the pool is there.
 */
export class SignInPool extends Construct {
  readonly pool: UserPool;
  /** The sign-in page's address, which stays the same too. */
  readonly domain: UserPoolDomain;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
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
}

/** Cognito wants a prefix no other customer has: the tail of the stack's own id. */
function uniquePrefix(scope: Construct, { environment }: Settings): string {
  const stackUuid = Fn.select(2, Fn.split('/', Stack.of(scope).stackId));
  return Fn.join('-', ['clinic-reviews', environment, Fn.select(4, Fn.split('-', stackUuid))]);
}
