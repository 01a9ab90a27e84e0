import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltEmbed, buildEmbed } from '../../web-embed/build.ts';

let folder: string;
let built: BuiltEmbed;
let script: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'embed-build-'));
  built = await buildEmbed(folder);
  script = await readFile(join(folder, 'embed/v1/clinic-reviews.js'), 'utf8');
});

afterAll(() => rm(folder, { recursive: true }));

describe('buildEmbed', () => {
  it('keeps script and styles within 7,600 bytes of brotli', () => {
    expect(built.brotliBytes).toBeLessThanOrEqual(7600);
  });

  it('writes the same script under a name with its hash, and says its integrity', async () => {
    const copy = await readFile(join(folder, built.immutablePath));

    expect(copy.toString()).toBe(script);
    expect(built.immutablePath).toMatch(/^embed\/clinic-reviews\.[0-9a-f]{12}\.js$/);
    expect(built.integrity).toBe(`sha384-${createHash('sha384').update(copy).digest('base64')}`);
    expect(JSON.parse(await readFile(join(folder, 'embed/integrity.json'), 'utf8'))).toEqual({
      immutablePath: built.immutablePath,
      integrity: built.integrity,
    });
  });

  it('gives the same bytes from the same source', async () => {
    expect(await buildEmbed(folder)).toEqual(built);
  });

  it('has no way to write HTML, run text as code, or keep anything in the browser', () => {
    const ways =
      /innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write|DOMParser|setHTML|\beval\b|\bFunction\(|cookie|localStorage|sessionStorage|indexedDB|postMessage|sendBeacon|\bIntl\b|toLocale/;

    expect(script).not.toMatch(ways);
  });

  it('writes how reviews are chosen in each language, without any script', async () => {
    const names = (await readdir(join(folder, 'embed'))).filter((name) => name.endsWith('.html'));
    const pages = await Promise.all(names.map((name) => readFile(join(folder, 'embed', name), 'utf8')));

    expect(names.sort()).toEqual([
      'how-reviews-are-chosen.es.html',
      'how-reviews-are-chosen.fr.html',
      'how-reviews-are-chosen.html',
    ]);
    for (const page of pages) {
      expect(page).toMatch(/<html lang="(?:en|es|fr)">/);
      expect(page).not.toMatch(/<script|javascript:|\son\w+=/);
    }
  });
});
