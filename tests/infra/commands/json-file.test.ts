import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readJsonFile } from '../../../infra/commands/json-file.ts';
import { temporaryFolders } from '../../support/folders.ts';

const aFolder = temporaryFolders();

function read(content: string | Buffer): Promise<unknown> {
  const file = join(aFolder(), 'clinic.json');
  writeFileSync(file, content);
  return readJsonFile(file);
}

describe('readJsonFile', () => {
  it('reads what a person wrote, with a mark of its encoding before it or without', async () => {
    const written = '{ "clinic": { "name": "Clínica" }, "embeds": [{ "name": "a" }, { "name": "b" }] }';

    expect(await read(`\uFEFF${written}`)).toEqual(JSON.parse(written));
    expect(await read(written)).toEqual(JSON.parse(written));
  });

  it.each([
    ['a list', '{"embeds": [1],\n"embeds": [2]}', 'embeds', [1, 2]],
    ['a field deep inside', '{"a": [{}, {\n"name": 1,\n"name": 1}]}', 'name', [2, 3]],
    ['a name written with an escape', '{"embeds": 1,\n\n"\\u0065mbeds": 2}', 'embeds', [1, 3]],
    ['a name of the language’s own', '{"constructor": 1, "constructor": 1}', 'constructor', [1, 1]],
  ])('refuses %s that stands twice, and says where', async (_, text, path, [first, second]) => {
    const issue = { path, message: `It stands on line ${first} and again on line ${second}.` };

    await expect(read(text)).rejects.toMatchObject({ kind: 'invalid', issues: [issue] });
  });

  it.each([
    ['a comment', '// ours\n{}'],
    ['a comma at the end', '{"a": 1,}'],
    ['words after the end', '{"a": 1} {"b": 2}'],
    ['nothing', ''],
  ])('refuses %s', async (_, text) => {
    await expect(read(text)).rejects.toThrow(/is not JSON: /u);
  });

  it.each([
    ['Latin 1', Buffer.from('{"name": "Clínica"}', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFF{"name": "Clínica"}', 'utf16le')],
  ])('refuses a file in %s, in which letters would be lost', async (_, bytes) => {
    await expect(read(bytes)).rejects.toThrow('is not in UTF-8. Save it in that encoding.');
  });
});
