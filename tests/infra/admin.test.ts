import { describe, expect, it } from 'vitest';
import { settings } from '../../infra/settings.ts';
import { readLocalTemplate } from './local-template.ts';

const template = readLocalTemplate();

describe('the staff’s API', () => {
  it('asks for a token at every route, and every route is below /api', () => {
    const routes = template.ofType('AWS::ApiGatewayV2::Route').map(({ properties }) => properties);

    expect(routes.length).toBeGreaterThanOrEqual(9);
    for (const { RouteKey, AuthorizationType, AuthorizerId } of routes) {
      expect(RouteKey).toMatch(/^(?:GET|POST) \/api\//u);
      expect([AuthorizationType, typeof AuthorizerId], RouteKey).toEqual(['JWT', 'string']);
    }
  });

  it('takes tokens of our pool for our page only', () => {
    const [authorizer] = template.ofType('AWS::ApiGatewayV2::Authorizer');

    expect(authorizer?.properties.JwtConfiguration).toEqual({
      Audience: [template.outputs.SignInClient],
      Issuer: `https://cognito-idp.us-east-1.amazonaws.com/${template.outputs.SignInPool}`,
    });
  });

  it('is slowed down above the rate of the settings', () => {
    const [stage] = template.ofType('AWS::ApiGatewayV2::Stage');

    expect(stage?.properties.DefaultRouteSettings).toEqual({
      ThrottlingRateLimit: settings.local.apiRate.perSecond,
      ThrottlingBurstLimit: settings.local.apiRate.burst,
    });
  });

  it('logs what was asked and how it ended, never who asked', () => {
    const [stage] = template.ofType('AWS::ApiGatewayV2::Stage');
    const { Format } = stage?.properties.AccessLogSettings ?? {};

    expect(Object.keys(JSON.parse(Format))).toEqual(['requestId', 'at', 'route', 'status', 'ms', 'refused']);
    expect(Format).not.toMatch(/sourceIp|userAgent|claims|path\b/u);
  });
});

describe('signing in', () => {
  it('is for the invited only, by code, with a page that keeps no secret', () => {
    const [pool] = template.ofType('AWS::Cognito::UserPool');
    const [client] = template.ofType('AWS::Cognito::UserPoolClient');

    expect(pool?.properties.AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: true });
    expect(client?.properties).toMatchObject({
      AllowedOAuthFlows: ['code'],
      GenerateSecret: false,
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      CallbackURLs: [`${template.outputs.Url}/`],
      LogoutURLs: [`${template.outputs.Url}/`],
    });
    expect(client?.properties.ExplicitAuthFlows ?? []).not.toContain('ALLOW_USER_PASSWORD_AUTH');
  });
});
