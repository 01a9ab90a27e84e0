import { useDocumentTitle } from '@mantine/hooks';
import { useClinicHere } from './clinic-here.tsx';
import { frameWords } from './frame-words.ts';
import { usePlace } from './route.ts';
import { useClinicView } from './use-clinic-view.ts';

/** Names the tab after what is on the screen and how many reviews wait, so that a glance at it is enough. */
export function usePageTitle(): void {
  const { name } = useClinicHere();
  const { route } = usePlace();
  const { data } = useClinicView();
  const screen = route.screen === 'queue' ? frameWords.queues[route.queue] : frameWords.screens[route.screen];
  const waiting = data?.counts.waiting ?? 0;
  useDocumentTitle(`${waiting > 0 ? `(${frameWords.many(waiting)}) ` : ''}${screen} · ${name}`);
}
