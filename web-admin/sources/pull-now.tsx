import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ListingView } from '../../functions/domain/staff-view.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useRefresh } from '../api/refresh.ts';
import { RequestFailed } from '../api/request-failed.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { inWords } from '../parts/dates.ts';
import { Icon } from '../parts/icon.tsx';
import { partWords } from '../parts/part-words.ts';
import { describeLook } from './describe-look.ts';
import { pullWords } from './pull-words.ts';
import './pull-now.css';

const LOOK_EVERY_MS = 2000;
/** Longer than this nobody waits before a page. */
const WAITS_MS = 90_000;

/** Has a place looked at now, and says what came of it. Nothing for who may only read, and for a place that rests. */
export function PullNow({ view, now }: { readonly view: ListingView; readonly now: number }) {
  const { role } = useClinicHere();
  const { listing, place, dueAt, asked } = view;
  const { waitsFor, said, press } = useLook(view);
  const rests = listing.isPaused || listing.disconnectedAt !== undefined || dueAt === undefined;
  if (role === 'viewer' || listing.source === 'direct' || rests) return null;
  const isEarly = asked !== undefined && Date.parse(asked.againAt) > now;
  const isLooking = waitsFor !== undefined;
  return (
    <div className="pull-now">
      <Button
        variant="default"
        size="sm"
        loading={isLooking}
        disabled={isEarly && !isLooking}
        leftSection={<Icon name="clock" size={16} />}
        onClick={() => void press()}
      >
        {pullWords.lookNow}
        <span className="aloud-only">
          : {partWords.sources[listing.source]}, {place}
        </span>
      </Button>
      <p role="status" className="soft">
        {isLooking ? pullWords.looking(partWords.sources[listing.source]) : said}
        {isEarly && !isLooking && ` ${pullWords.again(inWords(asked.againAt, now))}`}
      </p>
    </div>
  );
}

/** Asks for a look, then reads the listings again and again until the look is there, or nobody would wait any longer. */
function useLook({ listing, lastRun }: ListingView) {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  const cache = useQueryClient();
  const refresh = useRefresh();
  const [waitsFor, setWaitsFor] = useState<string>();
  const [said, setSaid] = useState('');
  const isThere = waitsFor !== undefined && lastRun !== undefined && lastRun.startedAt >= waitsFor;
  useEffect(() => {
    if (waitsFor === undefined) return;
    if (isThere && lastRun) {
      setWaitsFor(undefined);
      setSaid(describeLook(lastRun));
      void refresh();
      return;
    }
    const again = setInterval(() => {
      void cache.invalidateQueries({ queryKey: queryKeys.listings(clinicId) });
    }, LOOK_EVERY_MS);
    return () => clearInterval(again);
  }, [waitsFor, isThere, lastRun, cache, refresh, clinicId]);
  useEffect(() => {
    if (waitsFor === undefined) return;
    const giveUp = setTimeout(() => {
      setWaitsFor(undefined);
      setSaid(pullWords.slow);
    }, WAITS_MS);
    return () => clearTimeout(giveUp);
  }, [waitsFor]);
  const press = async () => {
    setSaid('');
    try {
      const { askedAt, isNew } = await api.lookNow(clinicId, listing.listingId);
      if (isNew) setWaitsFor(askedAt);
    } catch (error) {
      setSaid(
        error instanceof RequestFailed && error.kind === 'conflict' ? pullWords.refused : pullWords.failed,
      );
    }
    await refresh();
  };
  return { waitsFor, said, press };
}
