import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeoutExport, takeoutName } from '../../../infra/sample/takeout-export.ts';
import { zip } from '../../../infra/sample/zip.ts';
import { readExport } from '../../../web-admin/takeout/read-export.ts';
import { aGoogleReview } from '../../sources/takeout-world.ts';

const FOLDER = 'Takeout/Google Business Profile/account-1/location-7';
const STAMPED = 'takeout-20261119T101112Z-001.zip';
const EXPORTED = '2026-11-19T10:11:12.000Z';

const reviews = (many: number) => Array.from({ length: many }, (_, n) => aGoogleReview(n));
const aPlace = (many: number, locationId = '7') => ({
  ...{ accountId: '1', locationId, title: `Juniper ${locationId}` },
  reviews: reviews(many),
});
const aFile = (content: string | Uint8Array, name = STAMPED) =>
  new File([typeof content === 'string' ? content : new Uint8Array(content)], name, {
    lastModified: Date.parse('2026-11-20T23:00:00Z'),
  });
const reviewsFile = (many = 1) =>
  JSON.stringify({
    reviews: reviews(many).map(({ reviewId, ...row }) => ({
      name: `accounts/1/locations/7/reviews/${reviewId}`,
      ...row,
    })),
  });
const faultOf = (files: readonly File[]) =>
  readExport(files).then(
    () => 'none',
    (error: { readonly fault?: string }) => error.fault ?? String(error),
  );

describe('readExport', () => {
  it('finds every location with its name, its reviews of several files, and when it was made', async () => {
    const name = takeoutName(EXPORTED);

    const found = await readExport([aFile(takeoutExport([aPlace(3, '8'), aPlace(120)]), name)]);

    expect(name).toBe(STAMPED);
    expect(found).toMatchObject({ exportedAt: EXPORTED, unknown: 0, hasWritten: false });
    expect(found.locations).toMatchObject([
      {
        sourceListingId: '7',
        accountId: '1',
        title: 'Juniper 7',
        withWords: 120,
        days: ['2026-10-01', '2026-10-01'],
      },
      { sourceListingId: '8', title: 'Juniper 8' },
    ]);
    expect(found.locations.map(({ rows }) => rows.length)).toEqual([120, 3]);
  });

  it('goes by what files are, not by what their folders are called', async () => {
    const spanish = zip([
      { path: 'Takeout/Perfil de Empresa/cuenta-1/lugar-7/reviews.json', content: `\ufeff${reviewsFile(2)}` },
      {
        path: 'Takeout/Perfil de Empresa/cuenta-1/lugar-7/data.json',
        content: '{"title":"Enebro","metadata":{"placeId":"ChIJmadeupmadeupmadeup01"}}',
      },
      { path: 'Takeout/archive_browser.html', content: '<html>' },
    ]);
    const renamed = zip([{ path: 'a/resenas.json', content: reviewsFile(2) }]);

    const [one, two] = [await readExport([aFile(spanish)]), await readExport([aFile(renamed)])];

    expect(one.locations[0]).toMatchObject({ title: 'Enebro', placeId: 'ChIJmadeupmadeupmadeup01' });
    expect(two.locations[0]?.rows).toHaveLength(2);
  });

  it('takes a reviews.json by itself, and asks for the day it was made', async () => {
    const found = await readExport([aFile(reviewsFile(2), 'reviews.json')]);

    expect(found.locations).toMatchObject([{ sourceListingId: '7', accountId: '1' }]);
    expect(found).toMatchObject({ perhapsOn: '2026-11-20', notBefore: '2026-10-01' });
    expect(found).not.toHaveProperty('exportedAt');
  });

  it('takes a review once that two accounts manage, as it was changed last', async () => {
    const row = (account: number, day: string, comment: string) => ({
      name: `accounts/${account}/locations/7/reviews/a`,
      ...{ createTime: '2026-10-01T00:00:00Z', updateTime: `2026-10-${day}T00:00:00Z`, comment },
    });
    const list = (one: object) => JSON.stringify({ reviews: [one] });
    const twice = zip([
      { path: 'account-1/location-7/reviews.json', content: list(row(1, '02', 'Older')) },
      { path: 'account-2/location-7/reviews.json', content: list(row(2, '05', 'Newer')) },
    ]);

    const { locations } = await readExport([aFile(twice)]);

    expect(locations).toHaveLength(1);
    expect(locations[0]?.rows.map(({ comment }) => comment)).toEqual(['Newer']);
  });

  it('sends on what Google’s own list has, and nothing else', async () => {
    const row = {
      ...JSON.parse(reviewsFile()).reviews[0],
      secret: 'x',
      reviewer: { displayName: 'Ann', email: 'x' },
    };

    const { locations } = await readExport([aFile(JSON.stringify([row, { id: 1 }]), 'reviews.json')]);

    expect(JSON.stringify(locations)).not.toMatch(/secret|email/u);
    expect(locations[0]?.rows[0]).toMatchObject({ reviewer: { displayName: 'Ann' }, starRating: 'FIVE' });
  });

  it('counts what it does not know', async () => {
    const list = JSON.parse(reviewsFile(2)).reviews;

    const { unknown } = await readExport([
      aFile(JSON.stringify([...list, { name: 'x' }, null]), 'reviews.json'),
    ]);

    expect(unknown).toBe(2);
  });

  it('tells Maps’ own export apart, of reviews one wrote', async () => {
    const written = JSON.stringify({
      type: 'FeatureCollection',
      features: [{ properties: { five_star_rating_published: 5, location: { name: 'A café' } } }],
    });
    const path = 'Takeout/Maps (your places)/Reviews.json';

    expect(await faultOf([aFile(zip([{ path, content: written }]))])).toBe('wrote');
    expect(await faultOf([aFile(written, 'Reviews.json')])).toBe('wrote');
    const both = [
      ...[{ path, content: written }],
      { path: `${FOLDER}/reviews.json`, content: reviewsFile() },
    ];
    expect(await readExport([aFile(zip(both))])).toMatchObject({ hasWritten: true });
  });

  it.each([
    ['a picture', 'no-zip', [aFile('JFIF', 'photo.jpg')]],
    ['an empty file', 'no-zip', [aFile('', 'empty.zip')]],
    ['a zip of something else', 'no-reviews', [aFile(zip([{ path: 'Takeout/Mail/x.json', content: '{}' }]))]],
    ['JSON of something else', 'no-reviews', [aFile('{"reviews":"none"}', 'reviews.json')]],
    ['no JSON', 'unreadable', [aFile('{', 'reviews.json')]],
    [
      'JSON in letters of old Windows',
      'unreadable',
      [aFile(new Uint8Array([0x5b, 0x22, 0xe9, 0x22, 0x5d]), 'reviews.json')],
    ],
    ['a list of none', 'no-reviews', [aFile('{"reviews":[]}', 'reviews.json')]],
  ] as const)('says of %s that it is %s', async (_, fault, files) => {
    expect(await faultOf(files)).toBe(fault);
  });
});

describe('whose a name is', () => {
  const list = (id: string) => reviewsFile().replaceAll('locations/7', `locations/${id}`);
  const titlesOf = async (files: readonly (readonly [path: string, content: string])[], name = STAMPED) => {
    const { locations } = await readExport([
      aFile(zip(files.map(([path, content]) => ({ path, content }))), name),
    ]);
    return Object.fromEntries(locations.map(({ sourceListingId, title }) => [sourceListingId, title]));
  };
  const title = (text: string) => JSON.stringify({ title: text });

  it.each([
    ['backslashes', (place: string, file: string) => `Takeout\\Profile\\${place}\\${file}`],
    ['both slashes', (place: string, file: string) => `Takeout/Profile\\${place}/${file}`],
    ['./ before it', (place: string, file: string) => `./Takeout/./${place}//${file}`],
    ['a drive', (place: string, file: string) => `C:\\Takeout\\${place}\\${file}`],
    ['a folder of another language', (place: string, file: string) => `Perfil/ubicación-${place}/${file}`],
  ])('is told by its folder, in a zip with %s', async (_, path) => {
    const files = [
      [path('7', 'reviews.json'), list('7')],
      [path('8', 'data.json'), title('Orchard Row')],
      [path('7', 'data.json'), title('Mill Lane')],
      [path('8', 'reviews.json'), list('8')],
    ] as const;

    expect(await titlesOf(files)).toEqual({ 7: 'Mill Lane', 8: 'Orchard Row' });
  });

  it('is told by the file itself, wherever it lies', async () => {
    const data = (id: string, text: string) => JSON.stringify({ name: `locations/${id}`, title: text });
    const files = [
      ['data.json', data('8', 'Orchard Row')],
      ['data.json', data('7', 'Mill Lane')],
      ['reviews.json', list('7')],
      ['reviews.json', list('8')],
    ] as const;

    expect(await titlesOf(files)).toEqual({ 7: 'Mill Lane', 8: 'Orchard Row' });
  });

  it.each([
    ['a folder holds two locations', ['a/reviews.json', list('7')], ['a/reviews-2.json', list('8')]],
    [
      'a folder has two names',
      ['a/reviews.json', list('7')],
      ['a/additionalData.json', title('Orchard Row')],
    ],
    ['another folder has it', ['b/reviews.json', list('7')], ['b/x.txt', '']],
  ] as const)('is nobody’s where %s', async (_, one, other) => {
    const titles = await titlesOf([['a/data.json', title('Mill Lane')], one, other]);

    expect(Object.values(titles).every((one) => one === undefined)).toBe(true);
  });

  it('is not taken for another’s when folders differ by letters that cannot be read, or by their case', async () => {
    const files = [
      ['Pl\u0082/reviews.json', list('7')],
      ['Pl\u0082/data.json', title('Mill Lane')],
      ['Pl\u008a/reviews.json', list('8')],
      ['PL\u008a/Data.json', title('Orchard Row')],
    ].map(([path = '', content = '']) => ({ path, content }));
    const old = Buffer.from(
      zip(files)
        .toString('latin1')
        .replaceAll(/\u00c2(?=[\u0082\u008a]\/)/gu, '_'),
      'latin1',
    );

    const { locations } = await readExport([aFile(old)]);

    expect(locations.map(({ sourceListingId, title: name }) => [sourceListingId, name]).toSorted()).toEqual([
      ['7', 'Mill Lane'],
      ['8', 'Orchard Row'],
    ]);
  });

  it('is not taken from another export with the same folders', async () => {
    const one = zip([
      { path: 'Place 1/data.json', content: title('Mill Lane') },
      { path: 'x/reviews.json', content: list('8') },
    ]);
    const other = zip([{ path: 'Place 1/reviews.json', content: list('7') }]);

    const { locations } = await readExport([aFile(one, 'mine.zip'), aFile(other, 'yours.zip')]);

    expect(locations.every(({ title: name }) => name === undefined)).toBe(true);
  });

  it('is found in parts of one export, in any order, and in a zip within a zip', async () => {
    const data = zip([{ path: 'Place 1/data.json', content: title('Mill Lane') }]);
    const rows = zip([{ path: 'Place 1/reviews.json', content: list('7') }]);

    const parts = await readExport([
      aFile(rows, 'takeout-20261119T101112Z-002.zip'),
      aFile(data, 'takeout-20261119T101112Z-001.zip'),
    ]);
    const packed = await readExport([aFile(zip([{ path: 'mine/takeout.zip', content: rows }]), 'sent.zip')]);

    expect(parts.locations).toMatchObject([{ title: 'Mill Lane' }]);
    expect(packed.locations).toMatchObject([{ sourceListingId: '7' }]);
  });
});

describe('what is said of a file', () => {
  it('counts lists that cannot be read, stars that are missing, and letters that were lost', async () => {
    const row = JSON.parse(reviewsFile()).reviews[0];
    const rows = [
      { ...row, starRating: 'SIX' },
      { ...row, name: `${row.name}b`, comment: 'Zo\ufffd was kind' },
      { ...row, name: `${row.name}c`, comment: '\ud83d was kind' },
    ];
    const bad = Buffer.concat([
      Buffer.from('{"reviews":[{"comment":"Zo'),
      Buffer.from([0xeb]),
      Buffer.from('"}]}'),
    ]);
    const files = [
      { path: 'a/reviews.json', content: JSON.stringify(rows) },
      { path: 'a/reviews-2.json', content: bad },
      { path: 'a/reviews-3.json', content: '{"reviews":[' },
    ];

    const found = await readExport([aFile(zip(files))]);

    expect(found).toMatchObject({ unreadable: 2, locations: [{ withoutStars: 1, damaged: 2 }] });
  });

  it.each(['utf-16le', 'utf-16be'])('reads a list that another program saved as %s', async (encoding) => {
    const bytes = Buffer.from(`\ufeff${reviewsFile(2).replaceAll('accounts/1', 'accounts/1')}`, 'utf16le');

    const { locations } = await readExport([
      aFile(encoding === 'utf-16le' ? bytes : bytes.swap16(), 'reviews.json'),
    ]);

    expect(locations[0]?.rows).toHaveLength(2);
  });

  it('looks at every list where no likely one has reviews, such as beside Maps’ own', async () => {
    const written = {
      type: 'FeatureCollection',
      features: [{ properties: { five_star_rating_published: 5 } }],
    };
    const files = [
      { path: 'Takeout/Maps/Reviews.json', content: JSON.stringify(written) },
      { path: 'Takeout/Unternehmensprofil/Standort 7/rezensionen.json', content: reviewsFile(2) },
    ];

    expect((await readExport([aFile(zip(files))])).locations[0]?.rows).toHaveLength(2);
  });
});

describe('hostile zips', () => {
  const good = takeoutExport([aPlace(30)]);

  it('are left before they fill the memory, whatever size they claim', async () => {
    const bomb = zip([{ path: `${FOLDER}/reviews.json`, content: new Uint8Array(60_000_000) }]);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(60_000_000);
    const told = bomb.toString('latin1').replaceAll(size.toString('latin1'), '\0\x01\0\0');
    const lying = Buffer.from(told, 'latin1');

    expect(bomb.length).toBeLessThan(100_000);
    expect(lying).not.toEqual(bomb);
    expect(await faultOf([aFile(bomb)])).toBe('too-large');
    expect(await faultOf([aFile(lying)])).toBe('too-large');
  });

  it('are taken by their content, wherever their names lead', async () => {
    const paths = ['../../../etc/reviews.json', '/reviews.json', 'C:\\reviews.json', '__proto__/data.json'];
    const odd = zip(
      paths.map((path) => ({ path, content: path.endsWith('data.json') ? '{"title":"x"}' : reviewsFile() })),
    );

    const { locations } = await readExport([aFile(odd)]);

    expect(locations).toMatchObject([{ sourceListingId: '7' }]);
    expect(locations[0]).not.toHaveProperty('title');
  });

  it('of 70,000 files are looked through by their directory alone', async () => {
    const photo = { path: `${FOLDER}/photo.jpg`, content: '' };
    const list = { path: `${FOLDER}/reviews-2.json`, content: '' };
    const photos = zip([
      ...Array(70_000).fill(photo),
      { path: `${FOLDER}/reviews.json`, content: reviewsFile(3) },
    ]);
    const lists = zip(Array(70_000).fill(list));

    const [found, fault] = [await readExport([aFile(photos)]), await faultOf([aFile(lists)])];

    expect(found.locations[0]?.rows).toHaveLength(3);
    expect(fault).toBe('too-large');
  });

  it('with a password say so', async () => {
    const locked = Buffer.from(good);
    for (const sign of ['PK\x01\x02', 'PK\x03\x04']) {
      const flags = sign === 'PK\x01\x02' ? 8 : 6;
      for (let at = locked.indexOf(sign); at >= 0; at = locked.indexOf(sign, at + 4)) {
        locked.writeUInt16LE(locked.readUInt16LE(at + flags) | 1, at + flags);
      }
    }

    expect(await faultOf([aFile(locked)])).toBe('encrypted');
  });

  it('cut off anywhere are called broken', async () => {
    for (const kept of [5, 100, good.length / 2, good.length - 30, good.length - 1]) {
      expect(await faultOf([aFile(good.subarray(0, Math.floor(kept)))])).toBe('broken');
    }
  });

  it('with any byte changed break nothing but themselves', async () => {
    const known = ['none', 'no-zip', 'broken', 'encrypted', 'too-large', 'no-reviews', 'unreadable'];
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), async (at, byte) => {
        const changed = Buffer.from(good);
        changed[at] = byte;
        expect(known).toContain(await faultOf([aFile(changed)]));
      }),
      { numRuns: 150 },
    );
  });

  it('that are stored without being packed are read, too', async () => {
    const text = reviewsFile(2);
    const packed = zip([{ path: 'reviews.json', content: text }]);
    const body = deflateRawSync(text);
    const start = packed.indexOf(body);
    const head = Buffer.from(packed.subarray(0, start));
    const tail = Buffer.from(packed.subarray(start + body.length));
    head.writeUInt16LE(0, 8);
    tail.writeUInt16LE(0, 10);
    tail.writeUInt32LE(Buffer.byteLength(text), 20);
    const end = tail.length - 22;
    tail.writeUInt32LE(start + Buffer.byteLength(text), end + 16);

    const { locations } = await readExport([aFile(Buffer.concat([head, Buffer.from(text), tail]))]);

    expect(locations[0]?.rows).toHaveLength(2);
  });
});
