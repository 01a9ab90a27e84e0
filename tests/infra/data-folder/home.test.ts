import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHome } from '../../../infra/data-folder/home.ts';
import { temporaryFolders } from '../../support/folders.ts';

const aFolder = temporaryFolders();

describe('openHome', () => {
  it('makes the folder with everything above it, and keeps it', () => {
    const folder = join(aFolder(), 'a', 'b');

    const home = openHome(folder);
    home.leave();

    expect([home.folder, home.isTemporary, existsSync(folder)]).toEqual([folder, false, true]);
  });

  it('lets nobody else on the machine read what sources lend', () => {
    const folder = join(aFolder(), 'own');

    openHome(folder).leave();

    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it('makes a temporary folder that goes with it', () => {
    const home = openHome();
    const wasThere = existsSync(home.folder);
    home.leave();

    expect([home.isTemporary, wasThere, existsSync(home.folder)]).toEqual([true, true, false]);
  });

  it('lets one in at a time', () => {
    const folder = aFolder();
    const first = openHome(folder);

    expect(() => openHome(folder)).toThrow(
      new Error(`${folder} is in use. Stop the other run, or choose another folder: DATA_DIR=… npm start.`),
    );
    first.leave();
    openHome(folder).leave();
  });

  it.each([
    ['a file', (file: string) => file],
    ['a path through a file', (file: string) => join(file, 'below')],
  ])('says that %s is no folder', (_, pathOf) => {
    const file = join(aFolder(), 'file');
    writeFileSync(file, 'kept');

    expect(() => openHome(pathOf(file))).toThrow(
      new Error(`${pathOf(file)} is a file. Choose a folder: DATA_DIR=./data npm start.`),
    );
  });
});
