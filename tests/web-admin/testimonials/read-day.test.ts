import { describe, expect, it } from 'vitest';
import { possibleOrders, readDay } from '../../../web-admin/testimonials/read-day.ts';

const TODAY = '2026-11-22';

describe('readDay', () => {
  it.each([
    ...[
      '2024-03-05',
      '2024/3/5',
      '2024. 3. 5.',
      '20240305',
      '2024-03-05T23:10:00Z',
      '2024-03-05 10:00:01.5+02:00',
    ],
    ...[
      'March 5, 2024',
      'Mar 5th, 2024',
      '5 Mar 2024',
      '05-Mar-24',
      '5/Mar/2024',
      "5 Mar '24",
      '5th of March 2024',
    ],
    ...[
      'Tue, 5 Mar 2024',
      'Tuesday, March 5, 2024 10:22 AM',
      '2024 March 5',
      '5 de marzo de 2024',
      '5 mars 2024',
    ],
    ...['5. März 2024', 'Dienstag, 5. März 2024', '5 marca 2024', '5. března 2024', '5 de Março de 2024'],
    ...['Tue Mar 05 2024 10:22:11 GMT+0100 (CET)', '5 March 2024, 5 pm', 'martes, 5 de marzo de 2024'],
    ...['2024. 3. 5. 오전 10:22:11', '2024/3/5 上午10:22:11', '2024/03/05 10:22:11 午後 GMT+9'],
    ...['5 марта 2024 г.', '2024年3月5日', '5 maart 2024', '5 marzo 2024'],
  ])('reads “%s” as anybody would', (text) => {
    expect(readDay(text, undefined, TODAY)).toBe('2024-03-05');
  });

  it.each([
    ...[
      '',
      'soon',
      '2024',
      'March 2024',
      '2024-13-05',
      '31 Feb 2024',
      '3.5.2024 or 4.5.2024',
      '5 Brumaire 2024',
    ],
    ...['approx. 5 March 2024', 'before March 5, 2024', 'circa 2024-03-05', 'until 3.5.2024'],
    ...['1900-01-01', '1 Jan 1970', '0001-01-01', 'March 5, 1024'],
    // November in Czech, October in Croatian.
    '5 listopad 2024',
  ])('reads no day from “%s”', (text) => {
    expect(readDay(text, 'dmy', TODAY)).toBeUndefined();
  });

  it.each([
    ['3/5/2024', 'dmy', '2024-05-03'],
    ['3/5/2024 10:22', 'mdy', '2024-03-05'],
    ['05.03.98', 'dmy', '1998-03-05'],
    ['24-03-05', 'ymd', '2024-03-05'],
    ['45356', 'from-1900', '2024-03-05'],
    ['45356.75', 'from-1900', '2024-03-05'],
    ['43894', 'from-1904', '2024-03-05'],
  ] as const)('reads figures in the order of their column: “%s”, %s', (text, order, day) => {
    expect(readDay(text, order, TODAY)).toBe(day);
    expect(readDay(text, undefined, TODAY)).toBeUndefined();
  });
});

describe('possibleOrders', () => {
  it.each([
    [['3/4/2025', '14/4/2025'], ['dmy']],
    [['3/4/2025', '4/14/2025'], ['mdy']],
    [['3/4/2025'], ['dmy', 'mdy']],
    [
      ['3/4/2025', '4/14/2025', '14/4/2025'],
      ['dmy', 'mdy'],
    ],
    [['3/4/2025', '14/4/2025', '31/2/2025'], ['dmy']],
    [['12/11/2026'], ['dmy']],
    [['24-03-05'], ['dmy', 'ymd']],
    [['45356'], ['from-1900']],
    [['43000'], ['from-1900', 'from-1904']],
    [['2025-03-04', 'March 5, 2024', ''], []],
  ])('of %j are %j', (values, orders) => {
    expect(possibleOrders(values, TODAY)).toEqual(orders);
  });
});
