import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTemplate, type Template } from '../../infra/aws-rules/template.ts';

const ASSEMBLY = 'cdk.out/local';

/** The `local` environment as synthesized before the tests, both stacks as one, with AWS's own addresses. */
export function readLocalTemplate(): Template {
  return readTemplate(ASSEMBLY, (text) => text);
}

/** The templates' texts, by file; for comparing whole ones. */
export function templateTexts(assembly: string = ASSEMBLY): ReadonlyMap<string, string> {
  const files = readdirSync(assembly).filter((file) => file.endsWith('.template.json'));
  return new Map(files.map((file) => [file, readFileSync(join(assembly, file), 'utf8')]));
}
