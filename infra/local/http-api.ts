import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { corsHeaders, type HttpRequest, json, toAnswer, toEvent } from '../aws-rules/http-format.ts';
import { nameIn } from '../aws-rules/physical-names.ts';
import type { Properties, Resource, Template } from '../aws-rules/template.ts';
import type { Origin } from './cloudfront.ts';

type Invoke = (name: string, event: unknown) => Promise<Properties>;

const MOST_BYTES = 6 * 1024 * 1024;

/**
 * The template's HTTP APIs as the CDN sees them, by domain name: routes, JWT authorizer and CORS as configured,
 * payload format 2.0. Their rate limit is left out.
 */
export function apiOrigins(template: Template, invoke: Invoke): readonly (readonly [string, Origin])[] {
  const apis = template.ofType('AWS::ApiGatewayV2::Api');
  const domain = (id: string) => `${template.nameOf(id)}.execute-api.us-east-1.amazonaws.com`;
  return apis.map((api) => [domain(api.id), openHttpApi(template, api, invoke)]);
}

function openHttpApi(template: Template, { id, properties }: Resource, invoke: Invoke): Origin {
  const all = (type: string) => template.ofType(`AWS::ApiGatewayV2::${type}`);
  const targets = new Map(all('Integration').map((one) => [one.id, nameIn(one.properties.IntegrationUri)]));
  const authorizers = new Map(all('Authorizer').map((one) => [one.id, openAuthorizer(one.properties)]));
  const ours = all('Route').filter((one) => one.properties.ApiId === template.nameOf(id));
  const routes = ours.map((route) => toRoute(route.properties)).sort((a, b) => a.variables - b.variables);
  const { CorsConfiguration: rules } = properties;
  return async (request) => {
    const { method, url, headers, body } = request;
    const isPreflight = rules && method === 'OPTIONS' && 'access-control-request-method' in headers;
    const cors = corsHeaders(rules, headers.origin, isPreflight);
    if (isPreflight) return { status: 204, headers: cors, body: '' };
    const refuse = (status: number, message: string, more = {}) =>
      json(status, { message }, { ...cors, ...more });
    const path = url.replace(/\?.*$/su, '');
    const route = routes.find((one) => [method, 'ANY'].includes(one.method) && one.path.test(path));
    if (!route) return refuse(404, 'Not Found');
    const claims = await authorizers.get(route.authorizer)?.(headers);
    if (typeof claims === 'string') {
      const why = `Bearer scope="" error="invalid_token" error_description="${claims}"`;
      return refuse(401, 'Unauthorized', { 'www-authenticate': why });
    }
    if (body.length > MOST_BYTES) return refuse(413, 'Request Entity Too Large');
    try {
      const answer = toAnswer(
        await invoke(targets.get(route.integration) ?? '', toEvent(request, route, claims)),
      );
      return { ...answer, headers: { ...answer.headers, ...cors } };
    } catch {
      return refuse(500, 'Internal Server Error');
    }
  };
}

function toRoute({ RouteKey, Target, AuthorizerId: authorizer, AuthorizationScopes }: Properties) {
  const [method = '', path]: string[] = RouteKey.split(' ');
  if (AuthorizationScopes || !path) throw new Error(`The route ${RouteKey} is not supported here.`);
  const pattern = path.replaceAll(/\{(\w+)\+\}/gu, '(?<$1>.+)').replaceAll(/\{(\w+)\}/gu, '(?<$1>[^/]+)');
  const [variables, integration] = [path.split('{').length, nameIn(Target)];
  return { key: RouteKey, method, path: new RegExp(`^${pattern}$`, 'u'), variables, authorizer, integration };
}

/** Gives what reads a token's claims from the headers, or says why it is refused. */
function openAuthorizer({ IdentitySource, JwtConfiguration: { Issuer: issuer, Audience } }: Properties) {
  const header = IdentitySource[0].replace('$request.header.', '').toLowerCase();
  const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
  const rules = { issuer, algorithms: ['RS256', 'RS384', 'RS512'], requiredClaims: ['exp'] };
  return async (headers: HttpRequest['headers']): Promise<JWTPayload | string> => {
    try {
      const { payload } = await jwtVerify(headers[header]?.replace(/^bearer /iu, '') ?? '', keys, rules);
      const audience = [payload.aud ?? payload.client_id].flat();
      if (!audience.some((one) => Audience.includes(one))) return 'the token does not have a valid audience';
      return (payload.iat ?? 0) * 1000 > Date.now() + 1000 ? 'the token was issued in the future' : payload;
    } catch (cause) {
      return (cause as Error).message.replaceAll('"', '');
    }
  };
}
