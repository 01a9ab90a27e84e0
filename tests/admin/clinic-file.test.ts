import { describe, expect, it } from 'vitest';
import { type ClinicFile, parseClinicFile } from '../../functions/admin/clinic-file.ts';
import { aClinicFile } from './a-clinic-file.ts';

type Path = readonly (string | number)[];

/** The file with the value at a path replaced; removed when `undefined`. */
function changed(path: Path, value: unknown): unknown {
  const file = structuredClone(aClinicFile()) as unknown;
  // biome-ignore lint/suspicious/noExplicitAny: walks into a file of any shape
  let at = file as any;
  for (const step of path.slice(0, -1)) at = at[step];
  const last = path.at(-1) ?? '';
  if (value === undefined) delete at[last];
  else at[last] = value;
  return file;
}

function issuesOf(file: unknown): readonly string[] {
  try {
    parseClinicFile(file);
    return [];
  } catch (error) {
    const { issues } = error as { readonly issues: readonly { path: string; message: string }[] };
    return issues.map(({ path, message }) => `${path}: ${message}`);
  }
}

const SLUG = '3 to 40 lower-case letters and digits, with single hyphens between them, such as mill-lane.';
const LINE = '1 to 80 characters on one line.';
const HOURS = 'It must be a whole number of hours from 1 to 168.';

describe('parseClinicFile', () => {
  it('takes a whole file, and one that names the clinic alone', () => {
    const alone: ClinicFile = { clinic: { clinicId: 'juniper', name: 'Juniper Lane' } };

    expect(parseClinicFile(aClinicFile())).toEqual(aClinicFile());
    expect(parseClinicFile(alone)).toEqual(alone);
  });

  it('takes an opening policy for a source, and says which ones there are', () => {
    expect(issuesOf(changed(['clinic', 'opening'], { yelp: 'show-unflagged' }))).toEqual([]);
    expect(issuesOf(changed(['clinic', 'opening'], { yelp: 'by-stars' }))).toEqual([
      'clinic.opening.yelp: It must be one of manual, show-unflagged.',
    ]);
  });

  it.each<readonly [Path, unknown, string]>([
    [['clinic'], undefined, 'It is missing; give an object with clinicId, name, country'],
    [['clinic', 'clinicId'], undefined, `It is missing; give ${SLUG}`],
    [['clinic', 'clinicId'], 'Juniper Lane', `It must be ${SLUG}`],
    [['clinic', 'clinicId'], 'a', `It must be ${SLUG}`],
    [['clinic', 'clinicId'], '-a-', `It must be ${SLUG}`],
    [['clinic', 'clinicId'], 'a'.repeat(41), `It must be ${SLUG}`],
    [['clinic', 'clinicId'], 'a#b#c', `It must be ${SLUG}`],
    [['clinic', 'name'], '', `It must be ${LINE}`],
    [['clinic', 'name'], '\u200B\u2060', `It must be ${LINE}`],
    [['clinic', 'name'], 'Juniper \uD83D', `It must be ${LINE}`],
    [['locations', 0, 'name'], 'Mill\u202E enaL', `It must be ${LINE}`],
    [['clinic', 'name'], 'two\nlines', `It must be ${LINE}`],
    [['clinic', 'name'], 'x'.repeat(81), `It must be ${LINE}`],
    [['clinic', 'country'], 'UK', 'It must be an ISO 3166 code of two capital letters, such as US or GB.'],
    [['clinic', 'country'], 'us', 'It must be an ISO 3166 code of two capital letters, such as US or GB.'],
    [['clinic', 'country'], 'XX', 'It must be an ISO 3166 code of two capital letters, such as US or GB.'],
    [['clinic', 'region'], 'US-OR', 'It must be an ISO 3166-2 code without the country, such as OR.'],
    [['clinic', 'authorStyle'], 'full-name', 'It must be one of first-name, initials.'],
    [['clinic', 'opening'], 'manual', 'It must be an object with google-business, yelp, direct.'],
    [['clinic', 'opening'], { facebook: 'manual' }, 'There is no field facebook; take it out.'],
    [
      ['clinic', 'opening'],
      { Google_Business: 'manual' },
      'There is no field Google_Business; write google-business.',
    ],
    [['locations'], {}, 'It must be a list in square brackets.'],
    [['locations', 0, 'locationId'], 7, `It must be ${SLUG}`],
    [['listings', 0, 'source'], 'direct', 'It must be one of google-business, yelp.'],
    [['listings', 0, 'sourceListingId'], 'locations/12', 'It must be the id at the source alone'],
    [['listings', 0, 'accountId'], 'accounts/12', 'It must be digits only, without accounts/.'],
    [['listings', 0, 'pageUrl'], 'http://maps.google.com/', 'It must be a whole https address'],
    [['listings', 0, 'pageUrl'], 'javascript:alert(1)', 'It must be a whole https address'],
    [['listings', 0, 'pageUrl'], '//maps.google.com/', 'It must be a whole https address'],
    [['listings', 0, 'pageUrl'], 'https://google.com@evil.example/', 'It must be a whole https address'],
    [['listings', 0, 'pullEveryHours'], 0, HOURS],
    [['listings', 0, 'pullEveryHours'], 169, HOURS],
    [['listings', 0, 'pullEveryHours'], 1.5, HOURS],
    [['listings', 0, 'pullEveryHours'], '24', HOURS],
    [['listings', 0, 'isPaused'], 'no', 'It must be true or false.'],
    [['listings', 1, 'excerptConsent', 'recordedOn'], '2026-02-30', 'It must be a day as YYYY-MM-DD.'],
    [['listings', 1, 'excerptConsent', 'document'], '', 'It must be where the document lies'],
    [
      ['embeds', 0, 'embedId'],
      'pages',
      'It must be 3 to 40 lower-case letters and digits, with single hyphens between them, and not pages.',
    ],
    [['embeds', 0, 'audience'], undefined, 'It is missing; give one of own-site, partner.'],
    [['embeds', 0, 'language'], 'de', 'It must be one of en, es, fr.'],
    [['embeds', 1, 'locationIds'], [], 'It must be at least one location, or null for all.'],
    [['members', 0, 'email'], 'olga', 'It must be an e-mail address.'],
    [['members', 0, 'email'], 'mailto:olga@clinic.example', 'It must be an e-mail address.'],
    [['members', 0, 'email'], 'olga;uma@clinic.example', 'It must be an e-mail address.'],
    [['members', 0, 'email'], 'olga@clinic..example', 'It must be an e-mail address.'],
    [['members', 0, 'role'], 'admin', 'It must be one of owner, staff, viewer.'],
  ])('refuses %j as %j and says what to do', (path, value, sentence) => {
    const issues = issuesOf(changed(path, value));

    expect(issues).toHaveLength(1);
    expect(issues[0]).toContain(`${path.join('.')}: ${sentence}`);
  });

  it('names a field it does not know, and those it does', () => {
    expect(issuesOf(changed(['members', 0, 'password'], 'x'))).toEqual([
      'members.0: There is no field password; take it out. The fields are email, name, role.',
    ]);
    expect(issuesOf(changed(['clinic', 'version'], 7))[0]).toMatch(/^clinic: There is no field version/u);
  });

  it('repeats no value in what it says', () => {
    expect(issuesOf(changed(['members', 0, 'email'], 'secret value')).join()).not.toContain('secret');
  });

  it.each([[undefined], [null], ['text'], [[]], [7]])('refuses %j for a file', (file) => {
    expect(issuesOf(file)).toHaveLength(1);
  });

  it('names every mistake at once', () => {
    const file = { clinic: { clinicId: '?', name: '' }, members: [{ email: 'x', name: 'Y', role: 'z' }] };

    expect(issuesOf(file).map((issue) => issue.split(':')[0])).toEqual([
      'clinic.clinicId',
      'clinic.name',
      'members.0.email',
      'members.0.role',
    ]);
  });
});
