import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The customer's card: what must stand at the top, and which packages do the work, each in its home. */
const TOP_LEVEL = [
  'infra',
  'functions',
  'web-embed',
  'web-admin',
  'tests',
  'cdk.json',
  'package.json',
  'README.md',
];
const CARD_PACKAGES = {
  'aws-cdk-lib': 'infra/',
  '@aws-sdk/client-dynamodb': 'functions/store/',
  '@middy/core': 'functions/platform/',
  zod: 'functions/',
  'node-fetch': 'functions/sources/',
  vitest: 'tests/',
};

/** Packages that may be imported, as a value, below one folder only; longer folders win. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  '@aws-sdk/client-dynamodb': ['functions/store/', 'infra/', 'tests/'],
  '@aws-sdk/lib-dynamodb': ['functions/store/', 'tests/'],
  '@aws-sdk/client-s3': ['functions/store/', 'infra/', 'tests/'],
  '@aws-sdk/client-sqs': ['functions/platform/', 'infra/', 'tests/'],
  '@aws-sdk/client-ssm': ['functions/platform/', 'infra/', 'tests/'],
  '@middy/core': ['functions/platform/'],
  '@aws-lambda-powertools/logger': ['functions/platform/'],
  'node-fetch': ['functions/sources/', 'tests/'],
  'aws-cdk-lib': ['infra/', 'tests/'],
  react: ['web-admin/', 'tests/'],
};

const STAGES = ['sources', 'moderation', 'feed', 'admin', 'testimonials'];

interface Import {
  readonly from: string;
  /** A file of ours, or a package. */
  readonly to: string;
  readonly isTypeOnly: boolean;
}

const files = globSync('{functions,infra,web-embed,web-admin,tests}/**/*.{ts,tsx}').filter(
  (file) => !file.includes('node_modules'),
);
const statement =
  /(?:^|\n)\s*(?:import|export)\s+(?:(type)\s+)?(?:[^'"\n;][^'"]*?\sfrom\s+)?['"]([^'"\n]+)['"]|import\(\s*['"]([^'"]+)['"]/gu;

const imports: readonly Import[] = files.flatMap((from) =>
  Array.from(readFileSync(from, 'utf8').matchAll(statement), ([, type, named, dynamic]) => {
    const written = named ?? dynamic ?? '';
    const to = written.startsWith('.') ? normalize(join(dirname(from), written)) : written;
    return { from, to, isTypeOnly: type !== undefined };
  }),
);
const used = imports.filter(({ isTypeOnly }) => !isTypeOnly);
const isOurs = ({ to }: Import) => existsSync(to);
const isPackage = (name: string) => (one: Import) => one.to === name || one.to.startsWith(`${name}/`);
const told = (ones: readonly Import[]) => ones.map(({ from, to }) => `${from} -> ${to}`);
const below = (folder: string) => (one: Import) => one.from.startsWith(folder);
const into = (folder: string) => (one: Import) => one.to.startsWith(folder);

describe('the top level', () => {
  it('is the card’s', () => {
    expect(TOP_LEVEL.filter((name) => !existsSync(name))).toEqual([]);
  });

  it.each(Object.entries(CARD_PACKAGES))('imports %s below %s', (name, home) => {
    expect(used.filter(below(home)).filter(isPackage(name))).not.toEqual([]);
  });
});

describe('arrows', () => {
  it('domain imports nothing but itself', () => {
    const leaving = imports
      .filter(below('functions/domain/'))
      .filter((one) => !one.to.startsWith('functions/domain/'));

    expect(told(leaving)).toEqual([]);
  });

  it('platform imports domain only', () => {
    const leaving = imports.filter(below('functions/platform/')).filter(isOurs);

    expect(told(leaving.filter(({ to }) => !/^functions\/(?:domain|platform)\//u.test(to)))).toEqual([]);
  });

  it('store imports domain and platform only', () => {
    const leaving = imports.filter(below('functions/store/')).filter(isOurs);

    expect(told(leaving.filter(({ to }) => !/^functions\/(?:domain|platform|store)\//u.test(to)))).toEqual(
      [],
    );
  });

  it.each(STAGES)('%s imports no other stage', (stage) => {
    const others = STAGES.filter((other) => other !== stage).map((other) => `functions/${other}/`);
    const crossing = imports
      .filter(below(`functions/${stage}/`))
      .filter(({ to }) => others.some((o) => to.startsWith(o)));

    expect(told(crossing)).toEqual([]);
  });

  it('functions import neither infra nor the web', () => {
    const crossing = imports.filter(below('functions/')).filter(({ to }) => /^(?:infra|web-)/u.test(to));

    expect(told(crossing)).toEqual([]);
  });

  it('nobody imports an entry, but for its types', () => {
    expect(
      told(used.filter(({ to, from }) => to.endsWith('.lambda.ts') && !from.startsWith('tests/'))),
    ).toEqual([]);
  });

  it('the constructs take only key names from functions', () => {
    const constructs = used.filter(({ from }) => /^infra\/[^/]+\.ts$/u.test(from)).filter(into('functions/'));

    expect(told(constructs.filter(({ to }) => to !== 'functions/store/keys.ts'))).toEqual([]);
  });

  it.each(['web-embed/', 'web-admin/'])('%s takes only types from domain', (web) => {
    const crossing = imports.filter(below(web)).filter(into('functions/'));
    const wrong = crossing.filter((one) => !one.isTypeOnly || !one.to.startsWith('functions/domain/'));

    expect(told(wrong)).toEqual([]);
  });

  it.each(Object.entries(HOMES))('%s is imported below %j only', (name, homes) => {
    const strays = used
      .filter(isPackage(name))
      .filter(({ from }) => !homes.some((home) => from.startsWith(home)));

    expect(told(strays)).toEqual([]);
  });

  it('zod is imported as a namespace', () => {
    const wrong = files.filter((file) =>
      /import\s+\{[^}]*\bz\b[^}]*\}\s+from\s+['"]zod['"]/u.test(readFileSync(file, 'utf8')),
    );

    expect(wrong).toEqual([]);
  });
});

describe('forms of the admin page', () => {
  const screens = files.filter((file) => /^web-admin\/(?!parts\/).*\.tsx$/u.test(file));
  const holds = (pattern: RegExp) => (file: string) => pattern.test(readFileSync(file, 'utf8'));
  const fields = /<(?:form|Textarea|TextInput|NativeSelect|Select|Checkbox|Radio|input|select|textarea)\b/u;
  /** Nothing is lost with them, or a form around them asks. */
  const nothingToLose: readonly string[] = [
    // Ticks and choices that the next button uses up.
    ...['conditions/proposal-item.tsx', 'conditions/proposal-actions.tsx'],
    ...['testimonials/links-card.tsx', 'testimonials/import-panel.tsx', 'pages/page-card.tsx'],
    // The dialog around it asks; a word typed to confirm; kept as a draft; only shows what was typed.
    ...['takeout/found-locations.tsx', 'takeout/choose-file.tsx', 'sources/disconnect-dialog.tsx'],
    ...['inbox/condition-picker.tsx', 'session/session-over.tsx'],
    // Parts of the settings of an import, which ask.
    ...[
      'column-choices',
      'file-form-choice',
      'encoding-choice',
      'import-questions',
      'day-question',
      'value-choice',
    ].map((part) => `testimonials/${part}.tsx`),
  ].map((file) => `web-admin/${file}`);

  it('ask before what was typed is lost', () => {
    const silent = screens
      .filter(holds(fields))
      .filter((file) => !nothingToLose.includes(file))
      .filter((file) => !holds(/\buseHalfFilled\(/u)(file));

    expect(silent).toEqual([]);
  });

  it('stand in a dialog that asks, where they stand in one', () => {
    const bare = screens
      .filter((file) => file !== 'web-admin/session/session-over.tsx')
      .filter(holds(/<Modal\b/u))
      .filter((file) => holds(fields)(file) || holds(/<\w*Form\b/u)(file));

    expect(bare).toEqual([]);
  });
});

describe('tests', () => {
  it('have no limit of their own, and never wait for a time', () => {
    const own = /\btimeout: *[\d_]{3,}|^ *\}, *[\d_]{4,}\);|^ +[\d_]{5,},$|\bwaitForTimeout\b|\bvi\.wait/mu;
    const wrong = files.filter((file) => file.endsWith('.test.ts') && own.test(readFileSync(file, 'utf8')));

    expect(wrong).toEqual([]);
  });
});

/** Names in a file whose type is a record with any text for a key, and places that read such a record by a changing key. */
function plainLookups(source: string, aliases: readonly string[]): readonly string[] {
  const types = [
    'Record<string\\b',
    '\\{\\s*(?:readonly )?\\[\\w+: string\\]',
    ...aliases.map((name) => `${name}\\b(?!\\[\\])`),
  ];
  const declared = new RegExp(
    `(\\w+)\\??:\\s*(?:(?:Readonly|Partial|NonNullable)<)*(?:${types.join('|')})`,
    'gu',
  );
  const open = new Set(Array.from(source.matchAll(declared), ([, name]) => name));
  return source.split('\n').filter((line) => {
    const looks = line.matchAll(/(?<![\w$])(\w+)(?:\?\.)?\[(?!['"\d\]]|[A-Z_]+(?:\.\w+)?\])[^\]]+\]/gu);
    return !line.includes('Object.hasOwn(') && looks.some(([, name]) => open.has(name));
  });
}

const OPEN_ALIAS =
  /type (\w+)(?:<[^>]*>)? =\s*(?:(?:Readonly|Partial)<)*(?:Record<string\b|\{\s*(?:readonly )?\[\w+: string\])/gu;

describe('a lookup of what comes from outside', () => {
  // The embed uses no global that a page may have replaced, and has a test of its own for hostile names.
  const products = files.filter((file) => !/^(?:tests|web-embed)\//u.test(file));
  const sources = new Map(products.map((file) => [file, readFileSync(file, 'utf8')]));
  const aliases = [...sources.values()].flatMap((source) =>
    Array.from(source.matchAll(OPEN_ALIAS), ([, name]) => name ?? ''),
  );

  it('is in a map, or asks the record itself: an object also has a constructor', () => {
    const wrong = [...sources].flatMap(([file, source]) =>
      plainLookups(source, aliases).map((line) => `${file}: ${line.trim()}`),
    );

    expect(wrong).toEqual([]);
  });

  it('is found however it is written', () => {
    const kinds = [
      'const STARS: Readonly<Record<string, number>> = { ONE: 1 };\nconst a = STARS[word];',
      "function f(values: Record<string, string>, name: string) {\n  return values[name] ?? '';\n}",
      'interface Day {\n  used: { readonly [clinic: string]: number };\n}\nconst b = day.used[clinic.id];',
      'const c = (fields: Fields) => fields?.[key];',
    ];

    expect(kinds.map((source) => plainLookups(source, ['Fields']).length)).toEqual([1, 1, 1, 1]);
    expect(plainLookups("const { TABLE: x }: Record<string, 1> = {};\nx['one'];\nx[0];", [])).toEqual([]);
  });
});

describe('the scanner of imports', () => {
  it('sees every form of import', () => {
    const forms = `import './a.ts';\nimport {\n  b,\n} from './b.ts';\nexport * from './c.ts';\nconst d = await import('./d.ts');\nimport type { E } from './e.ts';`;

    const seen = Array.from(forms.matchAll(statement), ([, type, named, dynamic]) => [
      named ?? dynamic,
      Boolean(type),
    ]);

    expect(seen).toEqual([
      ['./a.ts', false],
      ['./b.ts', false],
      ['./c.ts', false],
      ['./d.ts', false],
      ['./e.ts', true],
    ]);
  });
});
