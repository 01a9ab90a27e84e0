import { useState } from 'react';
import type { ProposalView } from '../../functions/domain/retag-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import type { Conditions } from '../inbox/use-conditions.ts';
import { Failure } from '../parts/failure.tsx';
import { conditionWords } from './condition-words.ts';
import { ProposalActions } from './proposal-actions.tsx';
import { ProposalGroups } from './proposal-groups.tsx';
import { ProposalItem } from './proposal-item.tsx';
import { type Proposals, type Settlement, useProposals } from './use-proposals.ts';
import './proposals-card.css';

const { proposals: words } = conditionWords;

/** What was found anew in reviews that visitors read, condition by condition, for a person to confirm or refuse. */
export function ProposalsCard({ conditions }: { readonly conditions: Conditions }) {
  const proposals = useProposals();
  const { view, error, last } = proposals;
  const status = last && describeSettlement(last, conditions);
  const hasSome = view !== undefined && view.groups.length > 0;
  if (error) {
    return (
      <section className="card proposals" aria-labelledby="proposals">
        <h2 id="proposals">{words.title}</h2>
        <Failure error={error} onRetry={proposals.retry} of={words.title} />
      </section>
    );
  }
  if (!hasSome && !status) return null;
  return (
    <section className="card proposals" aria-labelledby="proposals">
      <header>
        <h2 id="proposals">{words.title}</h2>
        {hasSome && <p className="soft">{words.lead}</p>}
      </header>
      {hasSome && (
        <ProposalGroups
          groups={view.groups}
          chosen={view.conditionId}
          conditions={conditions}
          onChoose={proposals.choose}
        />
      )}
      <p role="status" className="proposals-status" data-empty={!status}>
        {status}
      </p>
      {hasSome && <ProposalList key={view.conditionId} proposals={proposals} conditions={conditions} />}
    </section>
  );
}

function ProposalList({
  proposals,
  conditions,
}: {
  readonly proposals: Proposals;
  readonly conditions: Conditions;
}) {
  const { role } = useClinicHere();
  const { view, isSettling, settle } = proposals;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const listed = view?.proposals ?? [];
  const conditionId = view?.conditionId ?? '';
  const count = view?.groups.find((group) => group.conditionId === conditionId)?.count ?? 0;
  const chosen = listed.filter(({ reviewId }) => !left.has(reviewId));
  const canSettle = role !== 'viewer';
  return (
    <>
      <ul className="proposal-list">
        {listed.map((proposal) => (
          <ProposalItem
            key={proposal.reviewId}
            proposal={proposal}
            conditionId={conditionId}
            conditions={conditions}
            isChosen={!left.has(proposal.reviewId)}
            {...(canSettle && { onChoose: () => setLeft(toggled(left, proposal.reviewId)) })}
          />
        ))}
      </ul>
      {listed.length < count && <p className="soft">{words.more(listed.length, count)}</p>}
      {canSettle ? (
        <ProposalActions
          chosen={chosen.length}
          listed={listed.length}
          isSettling={isSettling}
          onChooseAll={(isAll) => setLeft(isAll ? new Set() : idsOf(listed))}
          onSettle={(action) => settle(action, chosen)}
        />
      ) : (
        <p className="soft">{words.viewer}</p>
      )}
    </>
  );
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set([...ids, id]);
}

function idsOf(proposals: readonly ProposalView[]): ReadonlySet<string> {
  return new Set(proposals.map(({ reviewId }) => reviewId));
}

function describeSettlement(last: Settlement, { label }: Conditions): string {
  if (last === 'failed') return conditionWords.failed;
  const { action, conditionId, settled, changed } = last;
  return [
    settled.length > 0 && words[action](settled.length, label(conditionId)),
    changed.length > 0 && words.changed(changed.length),
  ]
    .filter(Boolean)
    .join(' ');
}
