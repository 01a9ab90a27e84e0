import { nameIn } from './physical-names.ts';
import type { Properties, Template } from './template.ts';

/** Something a request wants to do: an action such as `dynamodb:PutItem`, on a resource by its ARN. */
export type Access = { readonly action: string; readonly resource: string };

/** Says why a caller (an access key id) may not do something; `undefined` when all of it is granted. */
export type Police = (caller: string | undefined, accesses: readonly Access[]) => string | undefined;

/** The access key id of the person at this machine; nothing is refused to it. */
export const OPERATOR = 'operator';

/** Reads the policies of every function's role; a function calls by its logical id. @throws Error for odd statements */
export function openPolice(template: Template): Police {
  const policies = template.ofType('AWS::IAM::Policy');
  const granted = new Map<string, readonly Properties[]>();
  for (const { id, properties } of template.ofType('AWS::Lambda::Function')) {
    const ofRole = policies.filter((policy) => policy.properties.Roles?.includes(nameIn(properties.Role)));
    granted.set(
      id,
      ofRole.flatMap((policy) => checked(policy.id, policy.properties.PolicyDocument.Statement)),
    );
  }
  return (caller, accesses) => {
    if (caller === OPERATOR) return undefined;
    const statements = granted.get(caller ?? '');
    if (!statements) return `The security token of ${caller} is invalid.`;
    const refused = accesses.find((access) => !isGranted(statements, access));
    if (!refused) return undefined;
    const { action, resource } = refused;
    const who = `User: arn:aws:sts::000000000000:assumed-role/${caller} is not authorized to perform: ${action}`;
    return `${who} on resource: ${resource} because no identity-based policy allows the ${action} action`;
  };
}

/** Gives what tells whether a bucket's policy lets the CDN do something, coming over HTTPS from our distribution. */
export function openCdnPolice(template: Template, bucket: string): (access: Access) => boolean {
  const policies = template
    .ofType('AWS::S3::BucketPolicy')
    .filter(({ properties }) => properties.Bucket === bucket);
  const statements: Properties[] = policies.flatMap(({ properties }) => properties.PolicyDocument.Statement);
  const forCdn = statements.filter(({ Principal }) => Principal?.Service === 'cloudfront.amazonaws.com');
  return (access) => isGranted(forCdn, access);
}

function checked(id: string, statements: readonly Properties[]): readonly Properties[] {
  const keys = statements.flatMap((statement) => Object.keys(statement));
  const odd = keys.find((key) => !['Effect', 'Action', 'Resource', 'Sid'].includes(key));
  if (odd) throw new Error(`${id} (AWS::IAM::Policy) uses ${odd}, which the local runtime does not support.`);
  return statements;
}

function isGranted(statements: readonly Properties[], { action, resource }: Access): boolean {
  const isMeant = ({ Action, Resource }: Properties) =>
    [Action].flat().some((pattern: string) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
    [Resource].flat().some((pattern: string) => matches(pattern, resource));
  const effects = statements.filter(isMeant).map(({ Effect }) => Effect);
  return effects.includes('Allow') && !effects.includes('Deny');
}

/** Matches a pattern of IAM or CloudFront: `*` for any text, `?` for one character. */
export function matches(pattern: string, text: string): boolean {
  const literal = pattern.replaceAll(/[.+^${}()|[\]\\]/gu, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'su').test(text);
}
