import type { Account } from '../data-folder/accounts.ts';

const STYLE = `
:root{color-scheme:light dark;--ink:#10231d;--soft:#5b6b65;--line:#d5dedb;--card:#fff;--page:#f3f6f5;--green:#0b7a58;--bad:#fdecec;--wrong:#8f1f1f}
@media(prefers-color-scheme:dark){:root{--ink:#e9f1ee;--soft:#9fb0aa;--line:#34443e;--card:#18211e;--page:#0f1614;--green:#4cc79b;--bad:#3a1c1c;--wrong:#ffb4b4}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:20px;background:var(--page);color:var(--ink);font:16px/1.5 Inter,system-ui,sans-serif}
main{width:100%;max-width:400px;padding:32px 28px;background:var(--card);border:1px solid var(--line);border-radius:16px}
h1{margin:0 0 8px;font-size:22px;letter-spacing:-.01em}
p{margin:0 0 20px;color:var(--soft)}
label{display:block;margin:0 0 14px;font-weight:600;font-size:14px}
input{display:block;width:100%;margin-top:6px;padding:11px 12px;font:inherit;color:inherit;background:transparent;border:1px solid var(--soft);border-radius:9px}
button{width:100%;min-height:48px;padding:10px 14px;font:inherit;font-weight:600;color:var(--card);background:var(--green);border:0;border-radius:9px;cursor:pointer}
.person{display:grid;margin:0 0 10px;text-align:start;color:var(--ink);background:transparent;border:1px solid var(--soft)}
.person span{overflow:hidden;color:var(--soft);font-size:14px;font-weight:400;text-overflow:ellipsis}
.person:last-child{margin:0}
.person:hover{border-color:var(--green)}
:focus-visible{outline:3px solid var(--green);outline-offset:2px}
[role=alert]{padding:10px 12px;color:var(--wrong);background:var(--bad);border-radius:9px}`;

const FIELDS = `<label>E-mail<input name="email" type="email" autocomplete="username" required autofocus></label>
<label>Password<input name="password" type="password" autocomplete="current-password" required></label>
<button>Sign in</button>`;

/** Draws the sign-in page: a button per demonstration account, or fields when there is none; nothing without a list. */
export function drawSignInPage(accounts: readonly Account[] | undefined, problem = ''): string {
  const people = accounts?.filter(({ isDemo }) => isDemo) ?? [];
  const buttons = people.map(({ accountId, name, email }) => {
    const words = `${escaped(name)}<span>${escaped(email)}</span>`;
    return `<button class="person" name="account" value="${escaped(accountId)}">${words}</button>`;
  });
  const hint = people.length > 0 ? 'Staff of the sample clinic, all made up.' : 'For staff of the clinic.';
  const form = `<p>${hint}</p><form method="post">${buttons.join('') || FIELDS}</form>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sign in</title><style>${STYLE}</style><main><h1>Sign in</h1>
${problem && `<p role="alert">${escaped(problem)}</p>`}${accounts ? form : ''}</main></html>`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (character) => `&#${character.charCodeAt(0)};`);
}
