import { Button } from '@mantine/core';
import type { ExcerptGroupView } from '../../functions/domain/excerpts-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { toHash } from '../frame/route.ts';
import { useListings } from '../frame/use-clinic-view.ts';
import { agoInWords, dayInWords } from '../parts/dates.ts';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { describeListing } from '../sources/describe-listing.ts';
import { ExcerptConsentForm } from './excerpt-consent-form.tsx';
import { ExcerptItem } from './excerpt-item.tsx';
import { excerptWords } from './excerpt-words.ts';
import { type ExcerptChanges, useExcerptChanges } from './use-excerpts.ts';

/** One place: what Yelp gives of it now, and the one decision about it. */
export function ExcerptGroup({ group, now }: { readonly group: ExcerptGroupView; readonly now: number }) {
  const { role } = useClinicHere();
  const changes = useExcerptChanges(group);
  const { listingId, place, closed, consent } = group;
  return (
    <article className="card excerpt-group" aria-labelledby={`excerpts-${listingId}`}>
      <h2 id={`excerpts-${listingId}`} dir="auto">
        {excerptWords.groupTitle(place)}
      </h2>
      {closed && <Note icon="pause">{excerptWords.closed[closed]}</Note>}
      {consent && (
        <Note icon="check">
          {excerptWords.consent.chosen(dayInWords(consent.recordedOn, now), consent.document)}
        </Note>
      )}
      {!closed && !consent && <Together group={group} changes={changes} now={now} />}
      <p role="status" className="excerpt-status" data-empty={!changes.last}>
        {changes.last && excerptWords[changes.last]}
      </p>
      {role === 'viewer' && <p className="soft">{excerptWords.viewer}</p>}
      {role === 'owner' && <ExcerptConsentForm group={group} changes={changes} />}
    </article>
  );
}

function Together({
  group,
  changes,
  now,
}: {
  readonly group: ExcerptGroupView;
  readonly changes: ExcerptChanges;
  readonly now: number;
}) {
  const { role, memberName } = useClinicHere();
  const { listingId, status, decidedBy, decidedAt, excerpts } = group;
  const standing = excerpts.filter(({ takenDown }) => !takenDown);
  const who = decidedBy === memberName ? excerptWords.you : decidedBy;
  return (
    <>
      <p className="excerpt-state">
        <strong>{excerptWords.states[status]}</strong>{' '}
        {who && decidedAt && (
          <span className="soft">{excerptWords.decided(who, agoInWords(decidedAt, now))}</span>
        )}
      </p>
      {role !== 'viewer' && <Decision group={group} changes={changes} count={standing.length} />}
      {standing.some(({ isPrivate }) => isPrivate) && <Note icon="info">{excerptWords.private}</Note>}
      {standing.some(({ flags }) => flags.length > 0) && <Note icon="flag">{excerptWords.flagged}</Note>}
      {excerpts.length === 0 ? (
        <WhyNone listingId={listingId} now={now} />
      ) : (
        <p className="soft">{excerptWords.now(excerpts.length)}</p>
      )}
      <ol className="excerpt-list">
        {excerpts.map((excerpt) => (
          <ExcerptItem key={excerpt.reviewId} excerpt={excerpt} changes={changes} now={now} />
        ))}
      </ol>
    </>
  );
}

/** Why Yelp gives none: not read yet, cannot be read, or there are none. */
function WhyNone({ listingId, now }: { readonly listingId: string; readonly now: number }) {
  const { clinicId } = useClinicHere();
  const { data } = useListings();
  const view = data?.listings.find(({ listing }) => listing.listingId === listingId);
  const state = view && describeListing(view, now);
  if (state?.mood === 'attention') {
    return (
      <p className="soft">
        {excerptWords.unread(state.title)}{' '}
        <a href={toHash(clinicId, { screen: 'sources' })}>{excerptWords.toSources}</a>
      </p>
    );
  }
  return <p className="soft">{view && !view.lastRun ? excerptWords.notYet : excerptWords.none}</p>;
}

function Decision({
  group: { status },
  changes: { isSaving, decide },
  count,
}: {
  readonly group: ExcerptGroupView;
  readonly changes: ExcerptChanges;
  readonly count: number;
}) {
  const { act } = excerptWords;
  return (
    <div className="excerpt-actions">
      {status !== 'shown' && (
        <Button
          size="md"
          leftSection={<Icon name="check" size={20} />}
          disabled={isSaving}
          onClick={() => decide({ status: 'shown' })}
        >
          {act.show(count)}
        </Button>
      )}
      {status !== 'not-shown' && (
        <Button
          size="md"
          variant="default"
          leftSection={<Icon name="cross" size={20} />}
          disabled={isSaving}
          onClick={() => decide({ status: 'not-shown' })}
        >
          {act.none}
        </Button>
      )}
      {status !== 'waiting' && (
        <Button
          size="md"
          variant="subtle"
          color="gray"
          leftSection={<Icon name="undo" size={19} />}
          disabled={isSaving}
          onClick={() => decide({ status: 'waiting' })}
        >
          {act.back}
        </Button>
      )}
    </div>
  );
}
