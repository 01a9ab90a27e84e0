import { describe, expect, it } from 'vitest';
import { readStartOptions } from '../../../infra/commands/start-options.ts';

const GOOGLE = { GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret' };

describe('readStartOptions', () => {
  it('starts the sample world at port 4000 in a temporary folder when nothing is said', () => {
    expect(readStartOptions({ HOME: '/home/ana' }, [])).toEqual({
      port: 4000,
      isReal: false,
      isCheck: false,
    });
  });

  it.each([
    [GOOGLE, { google: { id: 'id', secret: 'secret' } }],
    [{ YELP_API_KEY: ' key ' }, { yelpApiKey: 'key' }],
    [
      { ...GOOGLE, YELP_API_KEY: 'key' },
      { google: { id: 'id', secret: 'secret' }, yelpApiKey: 'key' },
    ],
  ])('pulls the real sources given %j', (environment, expected) => {
    expect(readStartOptions({ DATA_DIR: './data', PORT: '0', ...environment }, ['--check'])).toEqual({
      port: 0,
      dataDir: './data',
      isReal: true,
      isCheck: true,
      ...expected,
    });
  });

  it.each([
    [{ PORT: 'http' }, 'PORT takes a whole number from 0 to 65530: PORT=4000 npm start.'],
    [{ PORT: '' }, 'PORT takes a whole number from 0 to 65530: PORT=4000 npm start.'],
    [{ PORT: '65531' }, 'PORT takes a whole number from 0 to 65530: PORT=4000 npm start.'],
    [{ PORT: '-1' }, 'PORT takes a whole number from 0 to 65530: PORT=4000 npm start.'],
    [{ PORT: '4e3' }, 'PORT takes a whole number from 0 to 65530: PORT=4000 npm start.'],
    [
      { DATA_DIR: ' ' },
      'DATA_DIR takes a folder: DATA_DIR=./data npm start. Leave it out for a temporary one.',
    ],
    [
      { ...GOOGLE, GOOGLE_CLIENT_ID: '' },
      'GOOGLE_CLIENT_ID is empty. Leave it out, or copy it from your Google Cloud project.',
    ],
    [
      { ...GOOGLE, GOOGLE_CLIENT_SECRET: '' },
      'GOOGLE_CLIENT_SECRET is empty. Leave it out, or copy it from your Google Cloud project.',
    ],
    [{ YELP_API_KEY: '' }, 'YELP_API_KEY is empty. Leave it out, or copy it from your Yelp app.'],
    [
      { GOOGLE_CLIENT_ID: 'id' },
      'GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET belong together: set both, or none for the sample world.',
    ],
    [
      { GOOGLE_CLIENT_SECRET: 'secret' },
      'GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET belong together: set both, or none for the sample world.',
    ],
    [GOOGLE, 'Real sources need a folder for what they grant and lend: DATA_DIR=./data npm start.'],
    [
      { YELP_API_KEY: 'key' },
      'Real sources need a folder for what they grant and lend: DATA_DIR=./data npm start.',
    ],
  ])('refuses %j with one sentence that says what to do', (environment, sentence) => {
    expect(() => readStartOptions(environment, [])).toThrow(new Error(sentence));
  });

  it('repeats no secret when it refuses', () => {
    expect(() => readStartOptions({ GOOGLE_CLIENT_SECRET: 'hush-hush', PORT: 'x' }, [])).not.toThrow(
      /hush-hush/u,
    );
  });

  it('refuses a word it does not know', () => {
    expect(() => readStartOptions({}, ['--chekc'])).toThrow(
      new Error('"--chekc" is not known. There is: npm start, npm start -- --check.'),
    );
  });

  it('refuses an environment that npm took: it starts on this machine alone', () => {
    expect(() => readStartOptions({ npm_config_env: 'dev' }, [])).toThrow('npm took --env for itself.');
  });
});
