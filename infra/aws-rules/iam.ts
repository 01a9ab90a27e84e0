import { checkConditions, meetsConditions, type RequestContext } from './conditions.ts';
import { matches } from './matches.ts';
import { nameIn } from './physical-names.ts';
import type { Properties, Template } from './template.ts';

/** Something a request wants to do: an action such as `dynamodb:PutItem`, on a resource by its ARN. */
export type Access = { readonly action: string; readonly resource: string };

/** Says why a caller (an access key id) may not do something; `undefined` when all of it is granted. */
export type Police = (caller: string | undefined, accesses: readonly Access[]) => string | undefined;

/** The access key id of the person at this machine; nothing is refused to it. */
export const OPERATOR = 'operator';

const CDN = 'cloudfront.amazonaws.com';
/** Policies that stand at what they protect. */
const AT_RESOURCES = ['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'];
const KNOWN = ['Effect', 'Action', 'Resource', 'Sid', 'Condition', 'Principal'];
/** Requests come over plain HTTP here, and over HTTPS on AWS: the SDK and the CDN know no other way. */
const OVER_HTTPS: RequestContext = { 'aws:securetransport': 'true' };

/**
 * Reads the policies of every function's role, and those that stand at buckets, queues and topics, which may refuse
 * what the role grants; a function calls by its logical id.
 *
 * @throws Error for odd statements, of whatever policy
 */
export function openPolice(template: Template): Police {
  const roles = template.ofType('AWS::IAM::Role');
  const policies = template.ofType('AWS::IAM::Policy');
  for (const { id, properties } of roles) {
    const inline: Properties[] = properties?.Policies ?? [];
    const documents = [properties?.AssumeRolePolicyDocument, ...inline.map((one) => one.PolicyDocument)];
    for (const document of documents) checked(`${id} (AWS::IAM::Role)`, document);
  }
  const granted = new Map(
    template.ofType('AWS::Lambda::Function').map(({ id, properties }) => {
      const name = nameIn(properties.Role);
      const own = roles.find((role) => role.id === name)?.properties;
      const ofRole = policies.filter((policy) => policy.properties.Roles?.includes(name));
      const documents: Properties[] = [
        ...ofRole.map((policy) => policy.properties),
        ...(own?.Policies ?? []),
      ];
      const context = { ...OVER_HTTPS, 'aws:principalarn': properties.Role };
      return [id, { context, statements: documents.flatMap((one) => one.PolicyDocument.Statement) }] as const;
    }),
  );
  for (const { id, properties } of policies) checked(`${id} (AWS::IAM::Policy)`, properties.PolicyDocument);
  const denials = AT_RESOURCES.flatMap((type) =>
    template
      .ofType(type)
      .flatMap(({ id, properties }) => checked(`${id} (${type})`, properties.PolicyDocument))
      .filter((statement) => statement.Effect === 'Deny' && isForAll(statement)),
  );
  return (caller, accesses) => {
    if (caller === OPERATOR) return undefined;
    const { statements, context } = granted.get(caller ?? '') ?? {};
    if (!statements || !context) return `The security token of ${caller} is invalid.`;
    const refused = accesses.find((access) => !isGranted([...statements, ...denials], access, context));
    if (!refused) return undefined;
    const { action, resource } = refused;
    const who = `User: arn:aws:sts::000000000000:assumed-role/${caller} is not authorized to perform: ${action}`;
    return `${who} on resource: ${resource} because no identity-based policy allows the ${action} action`;
  };
}

/** Gives what tells whether a bucket's policy lets the CDN do something, in the name of the template's distribution. */
export function openCdnPolice(template: Template, bucket: string): (access: Access) => boolean {
  const [distribution] = template.ofType('AWS::CloudFront::Distribution');
  const name = distribution ? template.nameOf(distribution.id) : '';
  const context = { ...OVER_HTTPS, 'aws:sourcearn': `arn:aws:cloudfront::000000000000:distribution/${name}` };
  const statements = template
    .ofType('AWS::S3::BucketPolicy')
    .filter(({ properties }) => properties.Bucket === bucket)
    .flatMap(({ id, properties }) => checked(`${id} (AWS::S3::BucketPolicy)`, properties.PolicyDocument))
    .filter((statement) => isForAll(statement) || [statement.Principal?.Service].flat().includes(CDN));
  return (access) => isGranted(statements, access, context);
}

function checked(who: string, document: Properties): readonly Properties[] {
  const statements: Properties[] = [document?.Statement ?? []].flat();
  for (const statement of statements) {
    const odd = Object.keys(statement).find((key) => !KNOWN.includes(key));
    if (odd) throw new Error(`${who} uses ${odd}, which the local runtime does not support.`);
    checkConditions(who, statement);
  }
  return statements;
}

function isForAll({ Principal }: Properties): boolean {
  return [Principal, Principal?.AWS].flat().includes('*');
}

function isGranted(
  statements: readonly Properties[],
  { action, resource }: Access,
  context: RequestContext,
): boolean {
  const isMeant = (statement: Properties) =>
    [statement.Action].flat().some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
    [statement.Resource].flat().some((pattern) => matches(pattern, resource)) &&
    meetsConditions(statement, context);
  const effects = statements.filter(isMeant).map(({ Effect }) => Effect);
  return effects.includes('Allow') && !effects.includes('Deny');
}
