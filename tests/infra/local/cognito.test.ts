import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askForTokens, aVisitor, beginSignIn, follow, signIn } from '../../support/sign-in.ts';
import { type RunningTinyApp, startTinyApp } from './tiny-app.ts';
import { WEB_APP } from './web-app.ts';

const PASSWORD = 'correct horse battery';

let app: RunningTinyApp;

beforeAll(async () => {
  app = await startTinyApp(WEB_APP);
  await app.runtime.accounts.add(
    { email: 'Rosa@clinic.example', name: 'Rosa Ortiz', accountId: 'staff-rosa' },
    PASSWORD,
  );
});

afterAll(() => app.stop());

describe('serveSignIn', () => {
  it('gives an access token as Cognito does', async () => {
    const { access_token } = await signIn(app.runtime, { email: 'rosa@clinic.example', password: PASSWORD });

    expect(decodeProtectedHeader(access_token)).toMatchObject({ alg: 'RS256', kid: 'local' });
    const claims = decodeJwt(access_token);
    expect(claims).toMatchObject({
      iss: app.runtime.outputs.Issuer,
      sub: 'staff-rosa',
      username: 'staff-rosa',
      token_use: 'access',
      client_id: app.runtime.outputs.SignInClient,
      scope: 'openid email profile',
    });
    expect(claims).not.toHaveProperty('aud');
    expect(claims).not.toHaveProperty('email');
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);
  });

  it('says in the id token who it is', async () => {
    const { id_token } = await signIn(app.runtime, { email: 'rosa@clinic.example', password: PASSWORD });

    expect(decodeJwt(id_token)).toMatchObject({
      aud: app.runtime.outputs.SignInClient,
      token_use: 'id',
      email: 'rosa@clinic.example',
      name: 'Rosa Ortiz',
      'cognito:username': 'staff-rosa',
    });
  });

  it('renews with the refresh token, until that has lapsed by the runtime’s clock', async () => {
    const { refresh_token } = await signIn(app.runtime, { email: 'rosa@clinic.example', password: PASSWORD });
    const renew = () => askForTokens(app.runtime, { grant_type: 'refresh_token', refresh_token });

    const renewed = await renew();
    app.runtime.clock.forward({ hours: 25 });
    const lapsed = await renew();

    expect([renewed.status, lapsed.status]).toEqual([200, 400]);
    expect(renewed.headers.get('access-control-allow-origin')).toBe(app.runtime.url);
  });

  it('asks again after a wrong password, and says no more than that', async () => {
    const visitor = aVisitor();
    const { url } = beginSignIn(app.runtime);
    const page = await follow(visitor, await visitor.fetch(url), url);

    for (const email of ['rosa@clinic.example', 'nobody@clinic.example']) {
      const answer = await visitor.fetch(page.url, {
        method: 'POST',
        body: new URLSearchParams({ email, password: 'wrong' }),
      });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('That e-mail address and password do not belong together.');
    }
  });

  it.each([
    ['without PKCE', { code_challenge: '', code_challenge_method: '' }],
    ['with a plain challenge', { code_challenge_method: 'plain' }],
    ['for the implicit flow', { response_type: 'token' }],
    ['back to another address', { redirect_uri: 'https://evil.example/' }],
    ['for another client', { client_id: 'other' }],
  ])('refuses to sign in %s', async (_, parameters) => {
    const { url } = beginSignIn(app.runtime, parameters);
    const visitor = aVisitor();

    const end = await follow(visitor, await visitor.fetch(url), url);

    expect(end.url).not.toContain('code=');
    expect(end.url).not.toContain('/login/');
    expect(new URL(end.url).hostname).toBe('127.0.0.1');
  });

  it('gives no token for a code without its verifier', async () => {
    const response = await askForTokens(app.runtime, {
      grant_type: 'authorization_code',
      code: 'x',
      code_verifier: 'y'.repeat(43),
    });

    expect(response.status).toBe(400);
  });

  it('remembers who is signed in, until that person signs out', async () => {
    const visitor = aVisitor();
    await signIn(app.runtime, { email: 'rosa@clinic.example', password: PASSWORD }, visitor);
    const again = beginSignIn(app.runtime).url;
    const remembered = await follow(visitor, await visitor.fetch(again), again);
    const { signInUrl, outputs } = app.runtime;
    const logout = `${signInUrl}/logout?client_id=${outputs.SignInClient}&logout_uri=`;

    const elsewhere = await visitor.fetch(`${logout}https://evil.example/`);
    const out = await visitor.fetch(`${logout}${encodeURIComponent(`${outputs.Url}/`)}`);
    const afterwards = await follow(visitor, await visitor.fetch(again), again);

    expect(remembered.url).toContain('code=');
    expect(elsewhere.status).toBe(400);
    expect([out.status, out.headers.get('location')]).toEqual([302, `${outputs.Url}/`]);
    expect(afterwards.url).toContain('/login/');
  });

  it('shows its page in a frame of our own site, without a script', async () => {
    const visitor = aVisitor();
    const { url } = beginSignIn(app.runtime);

    const { response } = await follow(visitor, await visitor.fetch(url), url);

    const page = await response.text();
    expect(response.headers.get('x-frame-options')).toBeNull();
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'",
    );
    expect(page).toContain('name="password"');
    expect(page).not.toContain('<script');
  });

  it('offers demonstration accounts by name, and them alone without a password', async () => {
    const demo = await startTinyApp(WEB_APP);
    await demo.runtime.accounts.add({
      email: 'ana@clinic.example',
      name: 'Ana <b>Lee</b>',
      accountId: 'staff-ana',
      isDemo: true,
    });
    await demo.runtime.accounts.add(
      { email: 'real@clinic.example', name: 'Real', accountId: 'staff-real' },
      PASSWORD,
    );
    const visitor = aVisitor();
    const { url } = beginSignIn(demo.runtime);
    const page = await follow(visitor, await visitor.fetch(url), url);
    const html = await page.response.text();

    const { access_token } = await signIn(demo.runtime, { account: 'staff-ana' });
    const refused = await visitor.fetch(page.url, {
      method: 'POST',
      body: new URLSearchParams({ account: 'staff-real' }),
    });

    expect(html).toContain('Ana &#60;b&#62;Lee');
    expect(html).not.toContain('staff-real');
    expect(decodeJwt(access_token).sub).toBe('staff-ana');
    expect(refused.status).toBe(400);
    await demo.stop();
  });
});
