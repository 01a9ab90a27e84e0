import { Duration } from 'aws-cdk-lib';
import { CfnManagedLoginBranding, OAuthScope, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { SignInPool } from './sign-in-pool.ts';

/** Lets the admin page at an address send people to the sign-in page and take them back, by code with PKCE. */
export class SignIn extends Construct {
  /** The one client: the admin page. */
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, { pool }: SignInPool, adminUrl: string) {
    super(scope, id);
    this.client = new UserPoolClient(this, 'AdminPage', {
      userPool: pool,
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
      userPoolId: pool.userPoolId,
      clientId: this.client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
  }
}
