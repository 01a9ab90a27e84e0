import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSites, startDemoSites } from '../../../infra/sample/demo-sites.ts';

const CDN = 'http://127.0.0.1:4999';
const CLINIC_PAGES = ['/', '/back-pain', '/sciatica', '/mill-lane', '/orchard-row'];

let sites: DemoSites;
beforeAll(async () => {
  sites = await startDemoSites({ cdnOrigin: CDN });
});
afterAll(() => sites.stop());

/** Every page, with the URL it is served at. */
function pages(): readonly string[] {
  return [...CLINIC_PAGES.map((path) => `${sites.clinicUrl}${path}`), `${sites.partnerUrl}/`];
}

/** Asks for a path exactly as written; `fetch` would tidy it first. */
function statusOf(url: string, path: string, method = 'GET'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, path, method }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('startDemoSites', () => {
  it('serves every page as HTML, with the script of the CDN in it', async () => {
    for (const url of pages()) {
      const response = await fetch(url);
      const text = await response.text();

      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(text).toContain(`<script src="${CDN}/embed/v1/clinic-reviews.js" async></script>`);
      expect(text).toMatch(/<clinic-reviews embed="[a-z-]+"[^>]*>\s*<(?:h2|p)/u);
      expect(text).not.toMatch(/\.example(?!<)/u);
    }
  });

  it('sends the strict policy and the security headers with everything', async () => {
    for (const url of [...pages(), `${sites.clinicUrl}/look.css`, `${sites.clinicUrl}/nowhere`]) {
      const { headers } = await fetch(url);

      expect(headers.get('content-security-policy')).toBe(
        `default-src 'none'; script-src ${CDN}; connect-src ${CDN}; style-src 'self'; img-src 'self'; font-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'; frame-ancestors ${CDN}`,
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
    }
  });

  it('gives each file its own type', async () => {
    const types = await Promise.all(
      ['/look.css', '/mark.svg', '/inter.woff2'].map(async (path) => {
        const response = await fetch(`${sites.clinicUrl}${path}`);
        return response.headers.get('content-type');
      }),
    );

    expect(types).toEqual(['text/css; charset=utf-8', 'image/svg+xml', 'font/woff2']);
  });

  it('has an answer to every address its pages name', async () => {
    for (const url of pages()) {
      const text = await (await fetch(url)).text();
      const named = [...text.matchAll(/(?:href|src)="([^"#][^"]*)"/gu)].map(([, address]) => address ?? '');
      const own = named
        .map((address) => new URL(address, url))
        .filter(({ origin }) => origin === sites.clinicUrl || origin === sites.partnerUrl);

      expect(own.length).toBeGreaterThan(3);
      for (const address of own)
        expect([address.href, (await fetch(address)).status]).toEqual([address.href, 200]);
      for (const [, id] of text.matchAll(/href="#([^"]+)"/gu)) expect(text).toContain(`id="${id}"`);
    }
  });

  it('needs nothing from elsewhere', async () => {
    for (const url of pages()) {
      const text = await (await fetch(url)).text();
      const loaded = [...text.matchAll(/<(?:img|script|link)[^>]* (?:src|href)="([^"]+)"/gu)].map(
        ([, address]) => new URL(address ?? '', url).origin,
      );

      expect(new Set(loaded)).toEqual(new Set([new URL(url).origin, CDN]));
      expect(text).not.toMatch(/ style="|<style|<script(?! src)/u);
    }
  });

  it('has a page for what is not there, and serves nothing from outside its folder', async () => {
    const missing = await fetch(`${sites.clinicUrl}/nowhere`);

    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain('There is no page here');
    for (const path of [
      '/../clinic.json',
      '/%2e%2e/%2e%2e/package.json',
      '//',
      '/back-pain.html',
      '/sciatica/',
    ]) {
      expect(await statusOf(sites.clinicUrl, path)).toBe(404);
    }
  });

  it('lets nobody write', async () => {
    expect(await statusOf(sites.clinicUrl, '/', 'POST')).toBe(405);
    expect(await statusOf(sites.clinicUrl, '/', 'HEAD')).toBe(200);
  });

  it('leaves nothing running when a port is taken', async () => {
    const taken = Number(new URL(sites.clinicUrl).port);

    await expect(startDemoSites({ cdnOrigin: CDN, partnerPort: taken })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
