import { describe, expect, it } from 'vitest';
import type { Properties } from '../../infra/aws-rules/template.ts';
import { settings } from '../../infra/settings.ts';
import { readLocalTemplate } from './local-template.ts';

const template = readLocalTemplate();

/** The only routes without sign-in: their addresses hold a secret, and a function of its own answers them. */
const OPEN_ROUTES = ['GET /t/revoke/{token}', 'GET /t/{token}', 'POST /t/revoke/{token}', 'POST /t/{token}'];

describe('the staff’s API', () => {
  const all = template.ofType('AWS::ApiGatewayV2::Route').map(({ properties }) => properties);
  const isOpen = ({ RouteKey }: Properties) => OPEN_ROUTES.includes(RouteKey);

  it('is open to everybody at the patients’ pages, and nowhere else', () => {
    const open = all.filter(({ AuthorizationType }) => AuthorizationType !== 'JWT');

    expect(open.map(({ RouteKey }) => RouteKey).sort()).toEqual(OPEN_ROUTES);
    const [patient] = template
      .ofType('AWS::Lambda::Function')
      .filter(({ id }) => id.startsWith('TestimonialsPatient'));
    const integrations = template.ofType('AWS::ApiGatewayV2::Integration');
    const targets = open.map(({ Target }) => integrations.find(({ id }) => Target.includes(id))?.properties);
    for (const target of targets) expect(target?.IntegrationUri).toContain(patient?.id);
  });

  it('asks for a token at every other route, and each of them is below /api', () => {
    const routes = all.filter((route) => !isOpen(route));

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
