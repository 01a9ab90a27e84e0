import { type StaffApi, seedClinic } from '../../admin/staff-api.ts';
import { plant } from './seed-inbox.ts';

/** Makes a clinic with three reviews that wait: Ann's (3), Ben's (2) and Cleo's (1), newest first. */
export async function plantThree(api: StaffApi, clinicId: string): Promise<void> {
  await seedClinic(api, clinicId);
  await plant(api, clinicId, {
    n: 3,
    author: 'Ann Moor',
    writtenOn: '2026-11-20',
    text: 'My back pain is gone. I sleep well.',
    says: [['back-pain', 'back pain']],
  });
  await plant(api, clinicId, {
    n: 2,
    author: 'Ben Olt',
    writtenOn: '2026-11-19',
    stars: 2,
    text: 'It was cold and I had to wait.',
  });
  await plant(api, clinicId, {
    n: 1,
    author: 'Cleo Dix',
    writtenOn: '2026-11-18',
    text: 'Kind people in a calm place.',
  });
}
