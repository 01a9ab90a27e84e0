import { Button } from '@mantine/core';
import type { ListingView } from '../../functions/domain/staff-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { partWords } from '../parts/part-words.ts';
import { sourceWords } from './source-words.ts';
import { useSourceAction } from './use-google.ts';

/** Where a source has moved a place: its new entry to look at, and for the owner the button that follows it there. */
export function MoveAction({ view }: { readonly view: ListingView }) {
  const { movedTo, listing } = view;
  if (movedTo === undefined || listing.isPaused || listing.disconnectedAt !== undefined) return null;
  return <Move listing={listing} movedTo={movedTo} />;
}

function Move({
  listing: { listingId, source },
  movedTo,
}: {
  readonly listing: ListingView['listing'];
  readonly movedTo: string;
}) {
  const { api } = useNeeds();
  const { clinicId, role } = useClinicHere();
  const follow = useSourceAction(() => api.followMove(clinicId, listingId, movedTo));
  return (
    <>
      {follow.failed && <Note>{follow.failed}</Note>}
      <div className="source-actions">
        <Button
          component="a"
          size="sm"
          variant="default"
          href={`https://www.yelp.com/biz/${encodeURIComponent(movedTo)}`}
          target="_blank"
          rel="noopener noreferrer"
          rightSection={<Icon name="outside" size={16} />}
        >
          {sourceWords.moved.look(partWords.sources[source])}
          <span className="aloud-only"> ({partWords.opensNewTab})</span>
        </Button>
        {role === 'owner' && (
          <Button size="sm" loading={follow.isRunning} onClick={() => follow.run(undefined)}>
            {sourceWords.moved.follow}
          </Button>
        )}
      </div>
    </>
  );
}
