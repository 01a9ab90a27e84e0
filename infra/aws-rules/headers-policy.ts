import type { Answer } from './answer.ts';
import type { Properties } from './template.ts';

/** Gives what makes an answer's headers as a policy wants them; CORS headers only for a request that has an origin. */
export function openHeadersPolicy({ ResponseHeadersPolicyConfig: config }: Properties) {
  const { CorsConfig: cors, CustomHeadersConfig, SecurityHeadersConfig = {} } = config;
  const custom: Properties[] = CustomHeadersConfig?.Items ?? [];
  const always = [
    ...custom.map(({ Header, Value, Override }) => ({ name: Header.toLowerCase(), value: Value, Override })),
    ...Object.entries<Properties>(SecurityHeadersConfig).map(([kind, rule]) => securityHeader(kind, rule)),
  ];
  return (headers: Answer['headers'], origin: string | undefined): Answer['headers'] => {
    const value = cors?.AccessControlAllowOrigins.Items.find((one: string) => one === '*' || one === origin);
    const crossOrigin = { name: 'access-control-allow-origin', value, Override: cors?.OriginOverride };
    const rules = origin === undefined || value === undefined ? always : [...always, crossOrigin];
    const set = rules.filter(({ name, Override }) => Override || !Object.hasOwn(headers, name));
    return { ...headers, ...Object.fromEntries(set.map((rule) => [rule.name, rule.value])) };
  };
}

function securityHeader(kind: string, rule: Properties): { name: string; value: string; Override: boolean } {
  const { AccessControlMaxAgeSec: seconds, IncludeSubdomains, Preload } = rule;
  const transport = [`max-age=${seconds}`, IncludeSubdomains && 'includeSubDomains', Preload && 'preload'];
  const known = new Map(
    Object.entries<[string, string]>({
      ContentSecurityPolicy: ['content-security-policy', rule.ContentSecurityPolicy],
      ContentTypeOptions: ['x-content-type-options', 'nosniff'],
      FrameOptions: ['x-frame-options', rule.FrameOption],
      ReferrerPolicy: ['referrer-policy', rule.ReferrerPolicy],
      StrictTransportSecurity: ['strict-transport-security', transport.filter(Boolean).join('; ')],
    }),
  );
  const [name, value = ''] = known.get(kind) ?? [];
  if (name === undefined) throw new Error(`The local runtime does not support the header ${kind}.`);
  return { name, value, Override: rule.Override };
}
