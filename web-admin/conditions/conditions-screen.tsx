import { MenuButton } from '../frame/menu-button.tsx';
import { useConditions } from '../inbox/use-conditions.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { conditionWords } from './condition-words.ts';
import { ProposalsCard } from './proposals-card.tsx';
import { RereadCard } from './reread-card.tsx';
import { useRetag } from './use-retag.ts';
import '../parts/screen.css';
import './conditions-screen.css';

/** Reads the clinic's reviews with the newest list of conditions: first what would change, then the change. */
export function ConditionsScreen() {
  const retag = useRetag();
  const conditions = useConditions();
  const { view, error, reload } = retag;
  return (
    <div className="screen">
      <header className="screen-head">
        <MenuButton />
        <div>
          <h1>{conditionWords.title}</h1>
          <p className="soft">{conditionWords.lead}</p>
        </div>
      </header>
      <ProposalsCard conditions={conditions} />
      {!view && !error && <Loading height={170} />}
      {!view && error && <Failure error={error} onRetry={reload} />}
      {view && <RereadCard retag={retag} conditions={conditions} />}
    </div>
  );
}
