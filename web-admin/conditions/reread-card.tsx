import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { RetagJobView } from '../../functions/domain/retag-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useClinicView } from '../frame/use-clinic-view.ts';
import type { Conditions } from '../inbox/use-conditions.ts';
import { announce } from '../parts/announce.tsx';
import { agoInWords, numberInWords } from '../parts/dates.ts';
import { Note } from '../parts/note.tsx';
import { useNow } from '../parts/use-now.ts';
import { ChangeTable } from './change-table.tsx';
import { conditionWords } from './condition-words.ts';
import { isAtWork, type Retag } from './use-retag.ts';
import { WorkProgress } from './work-progress.tsx';

/** How reading the clinic's reviews anew stands, and the next thing that can be done about it. */
export function RereadCard({
  retag,
  conditions,
}: {
  readonly retag: Retag;
  readonly conditions: Conditions;
}) {
  const job = retag.view?.job;
  const { data: clinic } = useClinicView();
  const hasReviews = !clinic || Object.values(clinic.counts).some((count) => count > 0);
  const isWorking = retag.isStarting || isAtWork(job);
  useAnnouncedEnd(job, isWorking);
  if (!hasReviews && !isWorking) {
    return (
      <article className="card reread">
        <header>
          <h2>{conditionWords.noReviews.title}</h2>
          <p className="soft">{conditionWords.noReviews.text}</p>
        </header>
      </article>
    );
  }
  return (
    <article className="card reread" aria-busy={isWorking}>
      {isWorking ? <WorkProgress job={retag.isStarting ? undefined : job} /> : <RereadHead job={job} />}
      {retag.failed && <Note>{conditionWords[retag.failed]}</Note>}
      {!isWorking && job && job.conditions.length > 0 && (
        <ChangeTable changes={job.conditions} conditions={conditions} />
      )}
      <RereadActions retag={retag} job={job} />
    </article>
  );
}

/** Says to people who do not see the page how work has ended that they saw begin. */
function useAnnouncedEnd(job: RetagJobView | undefined, isWorking: boolean): void {
  const wasWorking = useRef(false);
  useEffect(() => {
    if (wasWorking.current && !isWorking) announce(describeJob(job, Date.now()).title);
    wasWorking.current = isWorking;
  }, [job, isWorking]);
}

function RereadHead({ job }: { readonly job: RetagJobView | undefined }) {
  const now = useNow();
  const { title, text } = describeJob(job, now);
  return (
    <header>
      <h2>{title}</h2>
      {text.map((line) => (
        <p key={line} className="soft">
          {line}
        </p>
      ))}
    </header>
  );
}

/** What a job that is not at work has to say. */
function describeJob(
  job: RetagJobView | undefined,
  now: number,
): { readonly title: string; readonly text: readonly string[] } {
  if (!job) return { title: conditionWords.never.title, text: [conditionWords.never.text] };
  const [changed, read] = [numberInWords(job.changed), numberInWords(job.read)];
  const ago = agoInWords(job.updatedAt, now);
  const otherWords =
    job.rewritten > job.changed ? [conditionWords.otherWords(numberInWords(job.rewritten))] : [];
  if (job.phase === 'ready') {
    const seen = [conditionWords.seen(job.askedBy, ago), conditionWords.decisionsStay].join(' ');
    if (job.changed > 0) return { title: conditionWords.ready(changed, read), text: [seen] };
    return { title: conditionWords.readyNone, text: [...otherWords, seen] };
  }
  if (job.appliedBy === undefined) {
    return { title: conditionWords.doneNone, text: [conditionWords.doneNoneText(read, ago)] };
  }
  const applied = conditionWords.applied(job.appliedBy, ago);
  return { title: conditionWords.done(changed, read), text: [applied] };
}

function RereadActions({ retag, job }: { readonly retag: Retag; readonly job: RetagJobView | undefined }) {
  const { role } = useClinicHere();
  const isReady = job?.phase === 'ready';
  const isWorking = retag.isStarting || isAtWork(job);
  if (isWorking && !job?.isStalled) return null;
  return (
    <footer className="reread-actions">
      {isReady && role === 'owner' && (
        <Button size="md" onClick={retag.askApply}>
          {conditionWords.apply}
        </Button>
      )}
      {role !== 'viewer' && (
        <Button size="md" variant={job && !isWorking ? 'default' : 'filled'} onClick={retag.askPreview}>
          {isWorking ? conditionWords.goOn : job ? conditionWords.again : conditionWords.see}
        </Button>
      )}
      {isReady && role !== 'owner' && <p className="soft">{conditionWords.ownerApplies}</p>}
      {job && !isWorking && <p className="reread-list soft">{conditionWords.list(job.lexiconVersion)}</p>}
    </footer>
  );
}
