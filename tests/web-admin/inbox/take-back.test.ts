import { cleanNotifications, notificationsStore } from '@mantine/notifications';
import { beforeEach, describe, expect, it } from 'vitest';
import { sayDone, sayPlain } from '../../../web-admin/inbox/notices.tsx';

const ignore = () => undefined;
const shown = () => notificationsStore.getState().notifications.map(({ id }) => id);

beforeEach(() => cleanNotifications());

describe('taking back what was said', () => {
  it('closes that', () => {
    const takeBack = sayDone('Ana’s review is shown.', ignore);

    takeBack();

    expect(shown()).toEqual([]);
  });

  it.each([
    ['what was done since', () => sayDone('Ben’s review is shown.', ignore)],
    ['what was undone since', () => sayPlain('Ben’s review waits again.')],
  ])('leaves %s, with its way to undo it', (_, saySince) => {
    const takeBack = sayDone('Ana’s review is shown.', ignore);
    saySince();
    const since = shown();

    takeBack();

    expect(since).toHaveLength(1);
    expect(shown()).toEqual(since);
  });

  it('does nothing once it has gone by itself', () => {
    const takeBack = sayPlain('Ana’s review waits again.');
    cleanNotifications();

    takeBack();

    expect(shown()).toEqual([]);
  });
});
