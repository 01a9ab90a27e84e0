import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attributeOf, referenceTo, type Target } from './physical-names.ts';

/** CloudFormation's properties: data of AWS's making, which synthesis has checked; no intrinsic is left in them. */
// biome-ignore lint/suspicious/noExplicitAny: their types would be longer than what runs them
export type Properties = any;

/** A resource, by its logical id, which is unique over all stacks. */
export type Resource = { readonly id: string; readonly type: string; readonly properties: Properties };

/** The synthesized app, all stacks as one: what `readTemplate` gives. */
export type Template = ReturnType<typeof readTemplate>;

type Place = { readonly stack: Properties; readonly stacks: readonly Properties[]; readonly who: string };

/**
 * Reads every template of an assembly.
 *
 * @param localise turns AWS's public addresses in a text into local ones
 * @throws Error that names the resource for a type, an intrinsic, a reference or an attribute that is not supported
 */
export function readTemplate(assembly: string, localise: (text: string) => string) {
  const files = readdirSync(assembly).filter((file) => file.endsWith('.template.json'));
  const stacks: readonly Properties[] = files.map((file) => {
    return {
      ...JSON.parse(readFileSync(join(assembly, file), 'utf8')),
      name: file.replace('.template.json', ''),
    };
  });
  const localised = (value: unknown): unknown => {
    if (typeof value === 'string') return localise(value);
    return typeof value === 'object' && value !== null ? mapEntries(value, localised) : value;
  };
  const resources = stacks.flatMap((stack) =>
    Object.entries<Properties>(stack.Resources).map(([id, { Type: type, Properties: raw = {} }]) => {
      const place = { stack, stacks, who: `${id} (${type})` };
      return { id, type, place, resolve: (): Properties => localised(resolve(place, raw)) };
    }),
  );
  if (resources.length === 0) throw new Error(`There is no template in ${assembly}.`);
  const outputs = stacks.flatMap((stack) =>
    Object.entries<Properties>(stack.Outputs ?? {}).map(([name, { Value }]) => {
      return [name, String(localised(resolve({ stack, stacks, who: `output ${name}` }, Value)))] as const;
    }),
  );
  return {
    /** Every resource, its properties unresolved. */
    all: resources.map(({ id, type }) => ({ id, type })),
    /** Outputs of all stacks, by name. */
    outputs: Object.fromEntries(outputs) as Readonly<Record<string, string>>,
    /** The resources of a type, such as `AWS::SQS::Queue`. */
    ofType: (wanted: string): readonly Resource[] =>
      resources
        .filter(({ type }) => type === wanted)
        .map((found) => ({ ...found, properties: found.resolve() })),
    /** What `Ref` gives for a resource: a table's or a bucket's name, a queue's URL. */
    nameOf(id: string): string {
      const found = resources.find((resource) => resource.id === id);
      if (!found) throw new Error(`There is no resource ${id}.`);
      return localise(referenceTo(target(found.place, id)));
    },
  };
}

const INTRINSICS = new Map(
  Object.entries<(place: Place, argument: Properties) => unknown>({
    Ref: reference,
    'Fn::GetAtt': (place, path) => {
      const [id, ...attribute] = typeof path === 'string' ? path.split('.') : path;
      return attributeOf(target(place, id), attribute.join('.'));
    },
    'Fn::Join': (place, [separator, parts]) => (resolve(place, parts) as unknown[]).join(separator),
    'Fn::Split': (place, [separator, text]) => String(resolve(place, text)).split(separator),
    'Fn::Select': (place, [index, list]) => {
      const chosen = (resolve(place, list) as unknown[])[index];
      if (chosen === undefined) throw new Error(`${place.who}: Fn::Select finds nothing at ${index}.`);
      return chosen;
    },
    'Fn::Sub': (place, argument) => {
      const [text, values] = [argument].flat();
      return text.replaceAll(/\$\{(!?)([^}]+)\}/gu, (_: string, isLiteral: string, name: string) => {
        if (isLiteral) return `\${${name}}`;
        return String(
          resolve(place, values?.[name] ?? (name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name })),
        );
      });
    },
    'Fn::ImportValue': (place, name) => {
      const wanted = resolve(place, name);
      for (const stack of place.stacks) {
        for (const { Value, Export } of Object.values<Properties>(stack.Outputs ?? {})) {
          if (Export && resolve({ ...place, stack }, Export.Name) === wanted)
            return resolve({ ...place, stack }, Value);
        }
      }
      throw new Error(`${place.who} imports ${wanted}, which no stack exports.`);
    },
  }),
);

function resolve(place: Place, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const [[name, argument] = [''], another] = Object.entries(value);
  const isIntrinsic = !another && !Array.isArray(value) && /^(?:Ref$|Fn::)/u.test(name);
  if (!isIntrinsic) return mapEntries(value, (entry) => resolve(place, entry));
  const intrinsic = INTRINSICS.get(name);
  if (!intrinsic) throw new Error(`${place.who} uses ${name}, which the local runtime does not support.`);
  return intrinsic(place, argument);
}

function reference(place: Place, name: string): unknown {
  const { name: stack, Parameters = {} } = place.stack;
  const stackId = `stack/${stack}/00000000-0000-4000-8000-000000000000`;
  const pseudo = new Map(
    Object.entries({
      'AWS::AccountId': '000000000000',
      'AWS::Region': 'us-east-1',
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack,
      'AWS::StackId': `arn:aws:cloudformation:us-east-1:000000000000:${stackId}`,
    }),
  );
  if (name === 'AWS::NoValue') return undefined;
  return pseudo.get(name) ?? Parameters[name]?.Default ?? referenceTo(target(place, name));
}

function target(place: Place, id: string): Target {
  const { Type: type, Properties: raw = {}, Condition } = place.stack.Resources[id] ?? {};
  if (!type) throw new Error(`${place.who} refers to ${id}, which is not in ${place.stack.name}.`);
  if (Condition)
    throw new Error(`${id} (${type}) hangs on a condition, which the local runtime does not support.`);
  return { id, type, stack: place.stack.name, property: (name) => resolve(place, raw[name]) };
}

/** Applies `map` to the entries of a list or an object; what becomes `undefined` is left out. */
function mapEntries(value: object, map: (entry: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map).filter((entry) => entry !== undefined);
  const entries = Object.entries(value).map(([key, entry]) => [key, map(entry)] as const);
  return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
}
