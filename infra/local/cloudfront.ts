import type { IncomingMessage, Server } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Answer } from '../aws-rules/answer.ts';
import { type CachePolicy, openEdgeCache } from '../aws-rules/edge-cache.ts';
import { openHeadersPolicy } from '../aws-rules/headers-policy.ts';
import type { HttpRequest } from '../aws-rules/http-format.ts';
import { matches } from '../aws-rules/matches.ts';
import type { Properties, Template } from '../aws-rules/template.ts';
import { answerWith, readBody } from './answering.ts';
import type { Clock } from './clock.ts';

/** A page that only this machine has; `undefined` for every other address. */
export type Pages = (request: {
  method: string;
  url: URL;
  origin?: string;
  body: string;
}) => Answer | undefined;

/** Answers in place of an origin; throws when the origin cannot be reached. */
export type Origin = (request: HttpRequest) => Promise<Answer>;

/** AWS's own policies, by id: CachingDisabled, and AllViewerExceptHostHeader. */
const [CACHING_DISABLED, ALL_VIEWER] = [
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  'b689b0a8-53d0-40ab-baf2-68738e2966ac',
];
const NOTHING_KEPT: CachePolicy = { MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 };
const COMPRESSIBLE =
  /^(?:text\/|application\/(?:javascript|json|xml|manifest\+json)|image\/svg\+xml|font\/(?:otf|ttf))/u;

/**
 * Answers in place of the CDN: behaviours by path, caching, compression, headers, and errors kept for their time.
 * Over plain HTTP; ranges, and query strings or headers in the key of the cache, are left out.
 *
 * @param origins by their domain name
 * @param isFramed whether pages of the same address may frame what the default behaviour answers
 * @throws Error for an origin or a policy that is not supported
 */
export function serveCdn(
  server: Server,
  template: Template,
  clock: Clock,
  { origins, pages, isFramed }: { origins: ReadonlyMap<string, Origin>; pages?: Pages; isFramed?: boolean },
): void {
  const [distribution, another] = template.ofType('AWS::CloudFront::Distribution');
  if (another) throw new Error('The local runtime serves one distribution.');
  if (!distribution) return;
  const {
    CacheBehaviors = [],
    CustomErrorResponses = [],
    DefaultCacheBehavior,
    ...config
  } = distribution.properties.DistributionConfig;
  const edge = openEdgeCache(clock.now, (status) => {
    const rule = CustomErrorResponses.find(({ ErrorCode }: Properties) => ErrorCode === status);
    return rule?.ErrorCachingMinTTL;
  });
  const behaviours = [...CacheBehaviors, DefaultCacheBehavior].map((behaviour: Properties) => {
    const { DomainName } = config.Origins.find(({ Id }: Properties) => Id === behaviour.TargetOriginId);
    const origin = origins.get(DomainName);
    if (!origin) throw new Error(`The distribution's origin ${DomainName} does not run here.`);
    const found = toBehaviour(template, behaviour, origin);
    if (!isFramed || behaviour !== DefaultCacheBehavior) return found;
    return { ...found, headersBy: (...given: Parameters<HeadersBy>) => letFrame(found.headersBy(...given)) };
  });
  const answer = async (incoming: IncomingMessage): Promise<Answer> => {
    const request = await toRequest(incoming, config.DefaultRootObject);
    const { method, headers: sent, body } = request;
    const asked = { method, url: new URL(`http://cdn${request.url}`), body: body.toString('utf8') };
    const page = pages?.({ ...asked, ...(sent.origin !== undefined && { origin: sent.origin }) });
    if (page) return page;
    const [path = ''] = request.url.split('?');
    // CloudFront takes `..` out of a path before it looks for the behaviour, and sends it to the origin as it came.
    const behaviour = behaviours.find(({ pattern }) => matches(pattern, asked.url.pathname));
    if (!behaviour?.methods.includes(request.method)) {
      return { status: 403, headers: {}, body: 'This address does not take such requests.' };
    }
    const { policy, fetchOrigin, headersBy } = behaviour;
    // Whatever is kept is asked for whole; what never is, as the visitor asks.
    const read = () => fetchOrigin(policy.MaxTTL > 0 ? { ...request, method: 'GET' } : request);
    const { answer: found, isHit } = ['GET', 'HEAD'].includes(request.method)
      ? await edge(`${behaviours.indexOf(behaviour)} ${path}`, policy, read)
      : { answer: await fetchOrigin(request), isHit: false };
    const state = isHit ? 'Hit' : 'Miss';
    const xCache = { 'x-cache': `${found.status < 400 ? state : 'Error'} from cloudfront` };
    const headers = { ...headersBy(found.headers, request.headers.origin), ...xCache };
    const compress = behaviour.isCompressed ? compressed : async (_: HttpRequest, same: Answer) => same;
    return conditional(request, await compress(request, { ...found, headers }));
  };
  answerWith(server, async (incoming) => {
    const status = refusedAddress(incoming.url ?? '/');
    return status === undefined ? await answer(incoming) : { status, headers: {}, body: 'Bad request.' };
  });
}

function toBehaviour(template: Template, behaviour: Properties, origin: Origin) {
  const {
    CachePolicyId,
    OriginRequestPolicyId: isOpen,
    ResponseHeadersPolicyId,
    PathPattern = '*',
  } = behaviour;
  const byId = (type: string, wanted: string) =>
    template.ofType(`AWS::CloudFront::${type}`).find(({ id }) => id === wanted)?.properties;
  const own: CachePolicy | undefined = byId('CachePolicy', CachePolicyId)?.CachePolicyConfig;
  const policy = CachePolicyId === CACHING_DISABLED ? NOTHING_KEPT : own;
  if (!policy || (isOpen && isOpen !== ALL_VIEWER)) {
    throw new Error(`The policy ${policy ? isOpen : CachePolicyId} is not known here.`);
  }
  const headersPolicy = byId('ResponseHeadersPolicy', ResponseHeadersPolicyId);
  const fetchOrigin: Origin = ({ headers: { host: _, ...headers }, url, ...request }) =>
    origin({ ...request, url: isOpen ? url : (url.split('?')[0] ?? ''), headers: isOpen ? headers : {} });
  return {
    pattern: PathPattern as string,
    methods: (behaviour.AllowedMethods ?? ['GET', 'HEAD']) as string[],
    policy,
    isCompressed: Boolean(behaviour.Compress && policy.MaxTTL > 0),
    headersBy: headersPolicy
      ? openHeadersPolicy(headersPolicy)
      : (((headers) => headers) satisfies HeadersBy),
    fetchOrigin,
  };
}

type HeadersBy = ReturnType<typeof openHeadersPolicy>;

function letFrame({ 'content-security-policy': policy, ...headers }: Answer['headers']): Answer['headers'] {
  const framed = String(policy).replace("frame-ancestors 'none'", "frame-ancestors 'self'");
  return { ...headers, 'content-security-policy': framed, 'x-frame-options': 'SAMEORIGIN' };
}

const MOST_URL_BYTES = 8192;

/** The status for an address that CloudFront passes to no origin; `undefined` for any other. */
function refusedAddress(url: string): number | undefined {
  if (Buffer.byteLength(url) > MOST_URL_BYTES) return 414;
  const [path = ''] = url.split('?');
  return path.startsWith('/') && !/%(?![\da-f]{2})/iu.test(path) ? undefined : 400;
}

async function toRequest(incoming: IncomingMessage, rootObject = ''): Promise<HttpRequest> {
  const { method = 'GET', url = '/' } = incoming;
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  const path = url.replace(/^\/(?=\?|$)/u, `/${rootObject}`);
  return { method, url: path, headers: Object.fromEntries(headers), body: await readBody(incoming) };
}

async function compressed({ headers: asked }: HttpRequest, answer: Answer): Promise<Answer> {
  const body = Buffer.from(answer.body);
  const isWorthIt = body.length >= 1000 && COMPRESSIBLE.test(String(answer.headers['content-type']));
  if (answer.status !== 200 || !isWorthIt) return answer;
  const encoding = ['br', 'gzip'].find((name) => asked['accept-encoding']?.includes(name));
  const headers = { ...answer.headers, vary: 'accept-encoding' };
  if (!encoding) return { ...answer, headers };
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };
  const small = await (encoding === 'br'
    ? promisify(brotliCompress)(body, { params })
    : promisify(gzip)(body));
  const changed = { 'content-encoding': encoding, etag: `W/${answer.headers.etag}` };
  return { ...answer, headers: { ...headers, ...changed }, body: small };
}

function conditional({ method, headers }: HttpRequest, answer: Answer): Answer {
  const strong = (tag: unknown) => String(tag).trim().replace(/^W\//u, '');
  const isKnown = headers['if-none-match']?.split(',').map(strong).includes(strong(answer.headers.etag));
  if (answer.status === 200 && isKnown) return { ...answer, status: 304, body: '' };
  return method === 'HEAD' ? { ...answer, body: '' } : answer;
}
