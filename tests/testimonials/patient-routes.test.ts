import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listAudits } from '../../functions/store/audits.ts';
import { openErasures } from '../../functions/store/erasures.ts';
import { openReviews } from '../../functions/store/reviews.ts';
import { writeAll } from '../../functions/store/table.ts';
import { putCount } from '../../functions/store/testimonial-links.ts';
import { withdrawLink } from '../../functions/testimonials/testimonial-links.ts';
import { memberOf, type StaffApi, startStaffApi } from '../admin/staff-api.ts';
import { aReview, NOW } from '../support/builders.ts';
import { openTestimonialWorld, revokePathOf, type TestimonialWorld, typed } from './testimonial-world.ts';

let api: StaffApi;
let world: TestimonialWorld;
let made = 0;
let clinicId = '';
beforeAll(async () => {
  api = await startStaffApi();
  world = openTestimonialWorld(api);
});
afterAll(() => api.tables.stop());
beforeEach(async () => {
  made += 1;
  clinicId = `patients-${made}`;
  world.setNow(NOW);
  await world.seed(clinicId);
});

const consentsOf = async () => (await world.needs.consents.listPage(clinicId, { limit: 100 })).consents;

/** Opens a link's form, waits as a reader does, and sends it. */
async function send(path: string, differs: Parameters<typeof typed>[1] = {}, headers = {}) {
  const { html } = await world.get(path);
  world.wait(20);
  return await world.post(path, typed(html, differs), headers);
}

describe('the form', () => {
  it('takes any rating or none, with the words as they are, and says who agreed to what', async () => {
    const path = await world.link(clinicId);
    const { status, html } = await send(path, {
      stars: '1',
      text: 'No <b>help</b> & rude\r\nstaff',
      partner: 'yes',
    });

    expect(status).toBe(200);
    expect(html).toContain('No &lt;b&gt;help&lt;/b&gt; &amp; rude\nstaff');
    const [consent] = await consentsOf();
    expect(consent).toMatchObject({
      audiences: ['own-site', 'partner'],
      signature: { kind: 'typed', name: 'Rosa D' },
      recordedBy: 'patient',
      expiresAt: '2028-11-23T00:00:00.000Z',
    });
    const testimonial = consent && (await world.needs.testimonials.find(consent));
    expect(testimonial).toMatchObject({ text: 'No <b>help</b> & rude\nstaff', stars: 1, origin: 'form' });
    expect(testimonial).not.toHaveProperty('author');
    const statement = await world.needs.consents.findStatement(clinicId, consent?.statementId ?? '');
    expect(html).toContain(statement?.revocation);
    expect(statement?.expiry).toContain('November 22, 2028');
    expect(world.pulls.at(-1)?.body).toEqual({ clinicId, listingId: 'mill-lane-direct' });
    const trail = await listAudits(api.tables.ledger, clinicId, `consent/${consent?.testimonialId}`);
    expect(trail).toMatchObject([{ action: 'consent-given', by: 'patient', version: 1 }]);
  });

  it('is taken once when it is sent twice at the same time, and shows the same revoke link', async () => {
    const path = await world.link(clinicId);
    const { html } = await world.get(path);
    world.wait(20);

    const answers = await Promise.all([world.post(path, typed(html)), world.post(path, typed(html))]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(answers.map((answer) => revokePathOf(answer.html))).size).toBe(1);
    expect(await consentsOf()).toHaveLength(1);
  });

  it.each([
    ['words', { text: 'Other words.' }],
    ['stars', { stars: '' }],
    ['a name', { author: 'Sam' }],
    ['a signature', { signature: 'Sam K' }],
    ['a yes for partners', { partner: 'yes' }],
  ])(
    'shows the first sender’s copy and link to nobody who sends it again with other %s',
    async (_, differs) => {
      const path = await world.link(clinicId, 'desk');
      const { html } = await world.get(path);
      world.wait(20);
      const first = await world.post(path, typed(html));

      const other = await world.post(path, typed(html, differs));

      expect(other.status).toBe(409);
      expect(other.html).toContain('This form has been sent already');
      expect(other.html).not.toMatch(/It helped|Rosa|revoke/u);
      expect((await world.post(path, typed(html))).html).toBe(first.html);
      expect(await consentsOf()).toHaveLength(1);
      expect((await world.post(revokePathOf(first.html), {})).status).toBe(200);
      expect((await world.post(path, typed(html))).status).toBe(409);
    },
  );

  it('of a link for one patient is closed afterwards, for whoever has another form of it open too', async () => {
    const path = await world.link(clinicId);
    const { html: other } = await world.get(path);
    await send(path);

    expect((await world.get(path)).status).toBe(410);
    expect((await world.post(path, typed(other))).status).toBe(410);
    expect(await consentsOf()).toHaveLength(1);
  });

  it('keeps the joiners of words that need them, and takes a name that nobody sees as none', async () => {
    const [text, signature] = [
      '\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645',
      '\u0DC1\u0DCA\u200D\u0DBB\u0DD3',
    ];

    await send(await world.link(clinicId), { text, signature, author: '\u3164\u2060' });

    const [consent] = await consentsOf();
    expect(consent?.signature).toEqual({ kind: 'typed', name: signature });
    const testimonial = consent && (await world.needs.testimonials.find(consent));
    expect(testimonial?.text).toBe(text);
    expect(testimonial).not.toHaveProperty('author');
  });

  it.each([
    ['a link that nobody made', async () => `/t/${clinicId}.${'A'.repeat(43)}`, 404],
    ['no token at all', async () => '/t/%2e%2e', 404],
    [
      'a link of another clinic',
      async () => (await world.link(clinicId)).replace(clinicId, 'patients-0'),
      404,
    ],
    [
      'a link that is too old',
      async () => {
        const path = await world.link(clinicId);
        world.wait(31 * 86_400);
        return path;
      },
      410,
    ],
    [
      'a code that staff have closed',
      async () => {
        const path = await world.link(clinicId, 'desk');
        const [link] = await world.needs.links.listOf(clinicId);
        const staffId = memberOf(clinicId, 'staff');
        const member = { clinicId, staffId, name: 'Sam', role: 'staff', version: 1 } as const;
        await withdrawLink(member, link?.linkId ?? '', world.needs);
        return path;
      },
      410,
    ],
  ])('says kindly what is wrong with %s', async (_, makePath, status) => {
    const answer = await world.get(await makePath());

    expect(answer.status).toBe(status);
    expect(answer.html).toContain('<h1>');
    expect(answer.html).not.toContain('<form');
  });

  it.each([
    ['was never drawn by us', { stamp: '1795341600000.AAAA.BBBB' }, 20, 'lost on the way'],
    ['comes back at once', {}, 1, 'very quick'],
    ['was open for more than a day', {}, 90_000, 'open for a long time'],
    [
      'has a field filled in that people do not see',
      { website: 'https://spam.example' },
      20,
      'keep machines away',
    ],
    ['has no consent', { agree: '' }, 20, 'Please tick this'],
    ['has no signature', { signature: ' ' }, 20, 'Please fill this in'],
    ['is signed with what nobody sees', { signature: '\u3164\u200B \u2060' }, 20, 'Please fill this in'],
    ['is signed with no letter', { signature: '\u{1F642} \u2014' }, 20, 'Please fill this in'],
    ['has words that nobody sees', { text: '\u115F\u2800\u200D\n\u{E0020}' }, 20, 'Please fill this in'],
    ['is longer than anybody reads', { text: '🙂'.repeat(3001) }, 20, '3000 characters'],
    ['has stars that do not exist', { stars: '6' }, 20, 'Please choose again'],
  ])('comes back with all that was typed when it %s', async (_, differs, seconds, said) => {
    const path = await world.link(clinicId, 'desk');
    const { html } = await world.get(path);
    world.wait(seconds);

    const answer = await world.post(path, typed(html, { author: 'Rosa & Co', ...differs }));

    expect(answer.status).toBe(422);
    expect(answer.html).toContain(said);
    expect(answer.html).toContain('value="Rosa &amp; Co"');
    expect(await consentsOf()).toEqual([]);
  });

  it('is refused when it was sent from another site, and taken from browsers that do not say', async () => {
    const path = await world.link(clinicId, 'desk');

    const strangers = [
      await send(path, {}, { 'sec-fetch-site': 'cross-site' }),
      await send(path, {}, { 'sec-fetch-site': 'same-site' }),
      await send(path, {}, { origin: 'https://evil.example' }),
    ];
    const own = await send(path, {}, { 'sec-fetch-site': 'same-origin', origin: 'null' });

    expect(strangers.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect(own.status).toBe(200);
    expect(await consentsOf()).toHaveLength(1);
  });

  it('takes 60 a day from one code', async () => {
    const path = await world.link(clinicId, 'desk');
    const [link] = await world.needs.links.listOf(clinicId);
    if (!link) throw new Error('There is no link.');
    const busy = { ...link, usedOn: '2026-11-22', uses: 60, usesToday: 60, version: 2 };
    const audit = { subject: 'testimonial-link/busy', action: 'link-made', by: 'setup', at: NOW } as const;
    await world.needs.links.save({ before: link, after: busy, audit });

    expect((await world.get(path)).status).toBe(429);
    world.wait(86_400);
    expect((await send(path)).status).toBe(200);
  });

  it('says before it is written that a clinic takes no more this hour, and keeps what was written by then', async () => {
    const path = await world.link(clinicId, 'desk');
    const { html } = await world.get(path);
    world.wait(20);
    const [hour, day] = [NOW.slice(0, 13), NOW.slice(0, 10)];
    const full = { clinicId, hour, inHour: 60, day, inDay: 60 };
    await writeAll(api.tables.ledger, [putCount(api.tables.ledger, undefined, full)]);

    const [opened, sent] = [await world.get(path), await world.post(path, typed(html))];

    expect([opened.status, sent.status]).toEqual([429, 429]);
    expect(opened.html).not.toContain('<form');
    expect(sent.html).toContain('send it again later');
    expect(sent.html).toContain('It helped.');
    world.wait(3_600);
    expect((await world.post(path, typed(sent.html))).status).toBe(200);
  });

  it('keeps what was typed when another language is chosen, and sends nothing', async () => {
    const path = await world.link(clinicId);
    const { html } = await world.get(path);

    const other = await world.post(path, typed(html, { author: 'Rosa', language: 'es', agree: '' }));

    expect(other.status).toBe(200);
    expect(other.html).toContain('<html lang="es"');
    expect(other.html).toMatch(/It helped\.<\/textarea>/u);
    expect(other.html).toContain('value="Rosa D"');
    expect(other.html).toContain('value="3" checked');
    expect(other.html).not.toContain('role="alert"');
    expect(await consentsOf()).toEqual([]);
    // Enter in a field presses the first of the form's buttons.
    expect(/<button[^>]*>/u.exec(other.html)?.[0]).not.toContain('name=');
    world.wait(20);
    expect((await world.post(path, typed(other.html, { lang: 'es' }))).status).toBe(200);
  });

  it('gives back what was written where it can no longer be sent', async () => {
    const path = await world.link(clinicId);
    const { html } = await world.get(path);
    await send(path);

    const late = await world.post(path, typed(html, { text: 'Two hours in <line>.', signature: 'Ben O' }));
    const unknown = await world.post(`${path}x`, typed(html, { text: 'Three hours in line.' }));
    const foreign = await world.post(path, typed(html, { text: 'Elsewhere.' }), {
      'sec-fetch-site': 'cross-site',
    });

    expect(late.status).toBe(410);
    expect(late.html).toContain('Two hours in &lt;line&gt;.');
    expect(unknown.html).toContain('Three hours in line.');
    expect(foreign.html).toContain('Elsewhere.');
    expect((await world.get(path)).html).not.toContain('Your words');
  });

  it('is not kept anywhere on the way, and lets nothing run', async () => {
    const { headers, html } = await world.get(await world.link(clinicId));

    expect(headers['cache-control']).toBe('no-store');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; /u,
    );
    expect(html).not.toMatch(/<script|<img|<link|\son\w+=/u);
  });
});

describe('the page that says thank you', () => {
  it('lets the patient save and mail the link before it is gone, without a script', async () => {
    const { html } = await send(await world.link(clinicId), { text: 'Better.\n100 % & <b>calm</b> “été”' });
    const path = revokePathOf(html);
    const [file = '', mail = ''] = ['data:[^"]+', 'mailto:[^"]+'].map(
      (form) => new RegExp(`href="(${form})"`, 'u').exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '',
    );

    const saved = decodeURIComponent(file.slice(file.indexOf(',') + 1));
    expect(html).toContain('download="My words and how to take them back.txt"');
    expect(saved).toContain(path);
    expect(saved).toContain('Better.\r\n100 % & <b>calm</b> “été”');
    expect(saved).toContain('Signed by Rosa D');
    const { protocol, pathname, searchParams } = new URL(mail);
    expect([protocol, pathname]).toEqual(['mailto:', '']);
    expect(searchParams.get('body')).toContain(path);
    expect(mail).not.toContain('Better');
  });
});

describe('the revoke link', () => {
  async function given() {
    const thanks = await send(await world.link(clinicId));
    const [consent] = await consentsOf();
    if (!consent) throw new Error('There is no consent.');
    const reviews = openReviews(api.tables.content, api.tables.ledger, world.needs.now);
    const review = aReview({
      clinicId,
      listingId: 'mill-lane-direct',
      reviewId: consent.reviewId,
      source: 'direct',
      sourceReviewId: consent.testimonialId,
    });
    await reviews.write([review]);
    return { path: revokePathOf(thanks.html), consent, reviews, review };
  }

  it('deletes words and name at once and for ever, and keeps the record that there was a consent', async () => {
    const { path, consent, reviews, review } = await given();

    const answers = [await world.post(path, {}), await world.post(path, {}), await world.get(path)];

    for (const { status, html } of answers) {
      expect(status).toBe(200);
      expect(html).toContain('Your words are taken back');
    }
    expect(await world.needs.testimonials.find(consent)).toBeUndefined();
    expect(await reviews.find(review)).toBeUndefined();
    expect(await openErasures(api.tables.ledger).has(review)).toBe(true);
    expect(
      (await reviews.write([{ ...review, fetchedAt: '2027-01-01T00:00:00.000Z' }])).erasedIds,
    ).toHaveLength(1);
    const [kept] = await consentsOf();
    expect(kept).toMatchObject({ revokedBy: 'patient', version: 2 });
    expect(JSON.stringify(kept)).not.toContain('It helped');
    const trail = await listAudits(api.tables.ledger, clinicId, `consent/${consent.testimonialId}`);
    expect(trail.map(({ action }) => action)).toEqual(['consent-given', 'consent-revoked']);
  });

  it('changes nothing when it is only looked at, as a preview does', async () => {
    const { path, consent } = await given();

    await world.get(path);

    expect(await world.needs.testimonials.find(consent)).toBeDefined();
  });

  it('finishes what a first attempt left undone', async () => {
    const { path, consent, reviews, review } = await given();
    await world.needs.records.revoke(consent, {
      ...consent,
      revokedAt: NOW,
      revokedBy: 'patient',
      version: 2,
    });
    expect(await reviews.find(review)).toBeDefined();

    await world.post(path, {});

    expect(await reviews.find(review)).toBeUndefined();
  });

  it('with another secret leads nowhere', async () => {
    const { path, consent } = await given();

    const wrong = `${path.slice(0, -43)}${'B'.repeat(43)}`;

    expect((await world.post(wrong, {})).status).toBe(404);
    expect(await world.needs.testimonials.find(consent)).toBeDefined();
  });
});
