import { MenuButton } from '../frame/menu-button.tsx';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { StateMessage } from '../parts/state-message.tsx';
import { useNow } from '../parts/use-now.ts';
import { ExcerptGroup } from './excerpt-group.tsx';
import { excerptWords } from './excerpt-words.ts';
import { useExcerpts } from './use-excerpts.ts';
import '../parts/screen.css';
import './excerpts.css';

/** Yelp's excerpts, place by place, with the one decision about all of them. */
export function ExcerptsScreen() {
  const { data, error, refetch } = useExcerpts();
  const now = useNow();
  return (
    <div className="screen">
      <header className="screen-head">
        <MenuButton />
        <div>
          <h1>{excerptWords.title}</h1>
          <p className="soft">{excerptWords.lead}</p>
        </div>
      </header>
      {!data && !error && <Loading height={260} />}
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.groups.length === 0 && (
        <StateMessage icon="sources" title={excerptWords.empty.title}>
          {excerptWords.empty.text}
        </StateMessage>
      )}
      <div className="screen-cards">
        {data?.groups.map((group) => (
          <ExcerptGroup key={group.listingId} group={group} now={now} />
        ))}
      </div>
    </div>
  );
}
