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
    ['no JSON', 'no-reviews', [aFile('{', 'reviews.json')]],
    ['a list of none', 'no-reviews', [aFile('{"reviews":[]}', 'reviews.json')]],
  ] as const)('says of %s that it is %s', async (_, fault, files) => {
    expect(await faultOf(files)).toBe(fault);
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
    const known = ['none', 'no-zip', 'broken', 'encrypted', 'too-large', 'no-reviews'];
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
