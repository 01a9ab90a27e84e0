import { useQuery } from '@tanstack/react-query';
import { queryKeys } from '../api/query-keys.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { MenuButton } from '../frame/menu-button.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { useClinicView } from '../frame/use-clinic-view.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { StateMessage } from '../parts/state-message.tsx';
import { PageCard } from './page-card.tsx';
import { pageWords } from './page-words.ts';
import '../parts/screen.css';
import './pages-screen.css';

/** The places on the web where the clinic's reviews are shown, with the lines that put them there. */
export function PagesScreen() {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.embeds(clinicId),
    queryFn: ({ signal }) => api.embeds(clinicId, signal),
  });
  const { data: clinic } = useClinicView();
  return (
    <div className="screen">
      <header className="screen-head">
        <MenuButton />
        <div>
          <h1>{pageWords.title}</h1>
          <p className="soft">{pageWords.lead}</p>
        </div>
      </header>
      {!data && !error && <Loading height={190} />}
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.embeds.length === 0 && (
        <StateMessage icon="pages" title={pageWords.empty.title}>
          {pageWords.empty.text}
        </StateMessage>
      )}
      <ul className="screen-cards">
        {data?.embeds.map((embed) => (
          <li key={embed.embedId}>
            <PageCard embed={embed} locations={clinic?.locations ?? []} />
          </li>
        ))}
      </ul>
    </div>
  );
}
