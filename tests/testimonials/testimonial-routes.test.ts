import type { Context, APIGatewayProxyEventV2WithJWTAuthorizer as HttpEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../functions/domain/clinic.ts';
import type { ImportedView, ImportRow, TestimonialsView } from '../../functions/domain/testimonial-view.ts';
import { httpRoutes } from '../../functions/platform/http.ts';
import { listAudits } from '../../functions/store/audits.ts';
import { idOfWords } from '../../functions/testimonials/known-words.ts';
import type { TestimonialRoute } from '../../functions/testimonials/testimonial-api.lambda.ts';
import { testimonialRoutes } from '../../functions/testimonials/testimonial-routes.ts';
import { anEvent, memberOf, type StaffApi, startStaffApi } from '../admin/staff-api.ts';
import { NOW } from '../support/builders.ts';
import { openTestimonialWorld, revokePathOf, type TestimonialWorld, typed } from './testimonial-world.ts';

let api: StaffApi;
let world: TestimonialWorld;
beforeAll(async () => {
  api = await startStaffApi();
  world = openTestimonialWorld(api);
});
afterAll(() => api.tables.stop());

interface Asked {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
type Person = Role | 'stranger';
type Row = Readonly<Record<Person, number>> & { readonly asked: Asked };

const viewers = { owner: 200, staff: 200, viewer: 200, stranger: 404 };
const staff = { ...viewers, viewer: 403 };
const owners = { ...staff, staff: 403 };
const consent = { audiences: ['own-site'], reference: 'green binder' };
const aRow: ImportRow = {
  line: 2,
  locationId: 'mill-lane',
  text: 'It helped.',
  author: 'Rosa D.',
  language: 'en',
  writtenOn: '2026-05-01',
  signedOn: '2026-05-02',
  lastDay: '2028-05-02',
};

/** Every route with what it answers to whom; a route without a row does not compile, and fails below. */
const ROWS: Readonly<Record<TestimonialRoute, Row>> = {
  'GET /api/clinics/{clinicId}/testimonials': { ...viewers, asked: {} },
  // Nobody has read the text of the consent that this entry names.
  'POST /api/clinics/{clinicId}/testimonials': {
    ...staff,
    owner: 409,
    staff: 409,
    asked: { body: anEntry('x'.repeat(22)) },
  },
  'POST /api/clinics/{clinicId}/testimonials/{testimonialId}/revocation': {
    ...staff,
    owner: 404,
    staff: 404,
    asked: { path: { testimonialId: 'nobody' }, body: {} },
  },
  'POST /api/clinics/{clinicId}/testimonial-import': {
    ...owners,
    asked: { body: { rows: [aRow], consent } },
  },
  'GET /api/clinics/{clinicId}/testimonial-links': { ...viewers, asked: {} },
  'POST /api/clinics/{clinicId}/testimonial-links': {
    ...staff,
    asked: { body: { kind: 'desk', locationId: 'mill-lane' } },
  },
  'POST /api/clinics/{clinicId}/testimonial-links/{linkId}/withdrawal': {
    ...staff,
    owner: 404,
    staff: 404,
    asked: { path: { linkId: 'nothing' }, body: {} },
  },
  'GET /api/clinics/{clinicId}/consents': { ...viewers, asked: {} },
  'GET /api/clinics/{clinicId}/consent-statement': {
    ...staff,
    asked: { query: { language: 'es', lastDay: '2028-05-02' } },
  },
  'GET /api/clinics/{clinicId}/decisions': { ...staff, asked: {} },
};
const routes = Object.keys(ROWS) as TestimonialRoute[];
const people: readonly Person[] = [...ROLES, 'stranger'];

function anEntry(statementId: string, differs: object = {}) {
  return {
    locationId: 'mill-lane',
    text: 'I sleep again.',
    stars: 4,
    author: 'Marta O.',
    language: 'en',
    writtenOn: '2026-05-01',
    consent: { ...consent, signedOn: '2026-05-02', lastDay: '2028-05-02', statementId, ...differs },
  };
}

async function ask(
  clinicId: string,
  role: Person,
  route: TestimonialRoute,
  { path, query, body }: Asked = {},
) {
  const handler = httpRoutes(testimonialRoutes(world.needs), { findMember: api.needs.members.find });
  const staffId = role === 'stranger' ? 'nobody' : memberOf(clinicId, role);
  const event = anEvent(staffId, route, { clinicId, ...(query && { query }), body });
  const answer = await handler(
    { ...event, pathParameters: { clinicId, ...path } } as HttpEvent,
    { awsRequestId: 'request-1' } as Context,
  );
  return { status: answer.statusCode, body: JSON.parse(answer.body) };
}

describe('testimonialRoutes', () => {
  beforeAll(async () => {
    await world.seed('matrix');
  });

  it('has a row for every route', () => {
    expect(Object.keys(testimonialRoutes(world.needs)).sort()).toEqual([...routes].sort());
  });

  it.each(people.flatMap((person) => routes.map((route) => [route, person] as const)))(
    'answers %s for %s as its row says',
    async (route, person) => {
      const { status } = await ask('matrix', person, route, ROWS[route].asked);

      expect(status).toBe(ROWS[route][person]);
    },
  );

  it.each(routes.filter((route) => route.startsWith('POST') && 'body' in ROWS[route].asked))(
    '%s takes nothing that it does not know',
    async (route) => {
      const body = { ...(ROWS[route].asked.body as object), clinicId: 'other' };
      const { status } = await ask('matrix', 'owner', route, { ...ROWS[route].asked, body });

      // What has no body to read does not look at one.
      expect([400, 404]).toContain(status);
    },
  );
});

describe('enterTestimonial', () => {
  const route = 'POST /api/clinics/{clinicId}/testimonials';

  async function statementId(clinicId: string, lastDay: string): Promise<string> {
    const query = { language: 'en', lastDay };
    const { body } = await ask(clinicId, 'staff', 'GET /api/clinics/{clinicId}/consent-statement', { query });
    return body.statement.statementId;
  }

  it('keeps what stood on the paper, renews it with a later consent, and never brings back what was taken back', async () => {
    await world.seed('paper');
    const enter = async (lastDay: string) =>
      ask('paper', 'staff', route, { body: anEntry(await statementId('paper', lastDay), { lastDay }) });

    const first = await enter('2027-05-02');
    const same = await enter('2027-05-02');
    const later = await enter('2029-05-02');

    expect([first.status, same.status, later.status]).toEqual([200, 409, 200]);
    const { testimonialId } = first.body;
    const kept = await world.needs.consents.find('paper', testimonialId);
    expect(kept).toMatchObject({
      expiresAt: '2029-05-03T00:00:00.000Z',
      signature: { kind: 'paper', reference: 'green binder' },
      earlier: [{ expiresAt: '2027-05-03T00:00:00.000Z' }],
      version: 2,
    });
    const take = 'POST /api/clinics/{clinicId}/testimonials/{testimonialId}/revocation';
    expect((await ask('paper', 'staff', take, { path: { testimonialId }, body: {} })).status).toBe(200);
    const again = await enter('2031-05-02');
    expect(again).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('took these words back') },
    });
    const trail = await listAudits(api.tables.ledger, 'paper', `consent/${testimonialId}`);
    expect(trail.map(({ action, by }) => [action, by])).toEqual([
      ['consent-given', 'paper-staff'],
      ['consent-given', 'paper-staff'],
      ['consent-revoked', 'paper-staff'],
    ]);
  });

  it.each([
    ['ends before it was signed', { signedOn: '2026-05-02', lastDay: '2026-05-01' }],
    ['was signed tomorrow', { signedOn: '2026-11-25', lastDay: '2028-05-02' }],
    ['has ended', { signedOn: '2020-05-02', lastDay: '2021-05-02' }],
    ['never ends', { signedOn: '2026-05-02', lastDay: '2099-05-02' }],
    ['is for partners alone', { audiences: ['partner'], signedOn: '2026-05-02', lastDay: '2028-05-02' }],
    ['lies where nobody sees', { reference: '\u3164', signedOn: '2026-05-02', lastDay: '2028-05-02' }],
    ['lies nowhere', { reference: ' ', signedOn: '2026-05-02', lastDay: '2028-05-02' }],
  ])('refuses a consent that %s', async (_, differs) => {
    await world.seed('refused');

    const { status } = await ask('refused', 'staff', route, { body: anEntry('x'.repeat(22), differs) });

    expect(status).toBe(400);
  });
});

describe('importTestimonials', () => {
  const route = 'POST /api/clinics/{clinicId}/testimonial-import';
  const bring = async (clinicId: string, rows: readonly unknown[]): Promise<ImportedView> => {
    const { status, body } = await ask(clinicId, 'owner', route, { body: { rows, consent } });
    expect(status).toBe(200);
    return body;
  };
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ ...aRow, line: at + 2, text: `It helped, number ${at}.` }));

  it('adds rows once, however often and in however many files they come', async () => {
    await world.seed('twice');
    const rows = [...many(150), { ...aRow, line: 152, text: 'IT  helped, number 3.' }];

    const [first, second] = [await bring('twice', rows), await bring('twice', rows)];

    const tally = ({ rows: told }: ImportedView) => told.map(({ outcome }) => outcome).join(' ');
    expect(tally(first)).toBe(`${'added '.repeat(150)}known`);
    expect(new Set(second.rows.map(({ outcome }) => outcome))).toEqual(new Set(['known']));
    expect(world.pulls.at(-1)?.body).toEqual({ clinicId: 'twice', listingId: 'mill-lane-direct' });
    const all = await world.needs.consents.listForGate('twice');
    expect(all).toHaveLength(150);
  });

  it('refuses wrong rows one by one with their reasons, and takes the rest', async () => {
    await world.seed('mixed');
    const wrong = [
      { ...aRow, line: 3, text: ' ' },
      { ...aRow, line: 4, stars: 6 },
      { ...aRow, line: 5, lastDay: '2026-05-01' },
      { ...aRow, line: 6, locationId: 'elsewhere' },
      { ...aRow, line: 7, source: 'google-business' },
      { ...aRow, line: 8, text: '\u3164\u200B' },
      { ...aRow, line: 9, text: 'Zo\uFFFD was kind.' },
      { ...aRow, line: 10, text: '\uD83D was kind.' },
      { ...aRow, line: 11, text: '(Översatt av Google) Mycket vänlig.' },
      { ...aRow, line: 12, language: 'de' },
      { ...aRow, line: 13, writtenOn: '' },
      'no row at all',
    ];

    const { rows } = await bring('mixed', [aRow, ...wrong]);

    expect(rows.map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, 'added'],
      ...[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 0].map((line) => [line, 'refused']),
    ]);
    for (const { problems } of rows.slice(1)) expect(problems?.join(' ')).toMatch(/\w{4}/u);
  });

  it('knows the rows of our own file, and leaves out what was taken back', async () => {
    await world.seed('own');
    await bring('own', many(2));
    const { body }: { body: TestimonialsView } = await ask(
      'own',
      'owner',
      'GET /api/clinics/{clinicId}/testimonials',
    );
    const [back, kept] = body.testimonials;
    const take = 'POST /api/clinics/{clinicId}/testimonials/{testimonialId}/revocation';
    await ask('own', 'owner', take, { path: { testimonialId: back?.testimonialId ?? '' }, body: {} });

    const { rows } = await bring('own', [
      { ...aRow, line: 2, testimonialId: back?.testimonialId, text: 'Words that were changed.' },
      { ...aRow, line: 3, testimonialId: kept?.testimonialId, text: 'Words that were changed too.' },
    ]);

    expect(rows.map(({ outcome }) => outcome)).toEqual(['taken-back', 'known']);
  });

  it('takes 200 rows at once and no more', async () => {
    await world.seed('large');

    const { status } = await ask('large', 'owner', route, { body: { rows: many(201), consent } });

    expect(status).toBe(400);
  });
});

describe('words that came through a form', () => {
  const words = { text: 'I walk again.', author: 'Rosa D.' };

  async function giveByForm(clinicId: string): Promise<string> {
    await world.seed(clinicId);
    const path = await world.link(clinicId);
    const { html } = await world.get(path);
    world.wait(20);
    const thanks = await world.post(path, typed(html, words));
    world.setNow(NOW);
    return revokePathOf(thanks.html);
  }

  async function bring(clinicId: string) {
    const rows = [{ ...aRow, ...words, text: 'I  WALK again.' }];
    const route = 'POST /api/clinics/{clinicId}/testimonial-import';
    const { body } = await ask(clinicId, 'owner', route, { body: { rows, consent } });
    return (body as ImportedView).rows.map(({ outcome }) => outcome);
  }

  async function enter(clinicId: string, lastDay: string) {
    const query = { language: 'en', lastDay };
    const read = 'GET /api/clinics/{clinicId}/consent-statement';
    const { statementId } = (await ask(clinicId, 'staff', read, { query })).body.statement;
    const body = { ...anEntry(statementId, { lastDay }), ...words };
    return await ask(clinicId, 'staff', 'POST /api/clinics/{clinicId}/testimonials', { body });
  }

  it('are known to a file, and a later consent on paper renews theirs', async () => {
    await giveByForm('formed');

    expect(await bring('formed')).toEqual(['known']);
    expect((await enter('formed', '2028-05-02')).status).toBe(409);
    expect((await enter('formed', '2030-05-02')).status).toBe(200);
    const { consents } = await world.needs.consents.listPage('formed', { limit: 9 });
    expect(consents).toMatchObject([{ origin: 'form', version: 2, expiresAt: '2030-05-03T00:00:00.000Z' }]);
  });

  it('and were taken back there come in no other way, and are kept nowhere', async () => {
    await world.post(await giveByForm('gone'), {});

    expect(await bring('gone')).toEqual(['taken-back']);
    expect(await enter('gone', '2030-05-02')).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('took these words back') },
    });
    expect(await world.needs.consents.listForGate('gone')).toHaveLength(1);
    const marks = await world.needs.givenWords.findMany('gone', [
      idOfWords('gone', words.text, words.author),
    ]);
    expect(marks).toHaveLength(1);
    expect(JSON.stringify(marks)).not.toMatch(/walk|Rosa/u);
  });
});

describe('countConsents', () => {
  it('tells what is in force, what ends within 30 days, and what is over', async () => {
    await world.seed('counted');
    const ends = ['2028-05-02', '2026-12-20', '2026-11-23'];
    const rows = ends.map((lastDay, at) => ({ ...aRow, line: at + 2, text: `Number ${at}`, lastDay }));
    await ask('counted', 'owner', 'POST /api/clinics/{clinicId}/testimonial-import', {
      body: { rows, consent },
    });
    const count = async () => (await ask('counted', 'viewer', 'GET /api/clinics/{clinicId}/consents')).body;

    const now = await count();
    world.setNow('2026-11-24T00:00:00.000Z');
    const later = await count();
    world.setNow(NOW);

    expect([now, later]).toEqual([
      { inForce: 3, endingSoon: 2, expired: 0, revoked: 0 },
      { inForce: 2, endingSoon: 1, expired: 1, revoked: 0 },
    ]);
  });
});
