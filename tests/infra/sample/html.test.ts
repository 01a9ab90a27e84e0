import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html } from '../../../infra/sample/html.ts';

describe('html', () => {
  it('escapes what is put in, in content and in attributes', () => {
    const hostile = `"><script>alert('x')</script>&amp;`;

    const { markup } = html`<p title="${hostile}">${hostile}</p>`;

    const harmless = '&#34;&#62;&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62;&#38;amp;';
    expect(markup).toBe(`<p title="${harmless}">${harmless}</p>`);
  });

  it('leaves no sign of markup in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.markup.replace(/&#\d+;/gu, '')).not.toMatch(/[<>&"']/u);
      }),
    );
  });

  it('takes markup, lists of it, numbers and nothing as they are', () => {
    const items = ['a', 'b'].map((name) => html`<li>${name}</li>`);

    expect(html`<ul>${items}</ul>${undefined}${7}${html`<br />`}`.markup).toBe(
      '<ul><li>a</li><li>b</li></ul>7<br />',
    );
  });
});
