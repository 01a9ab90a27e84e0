import { Button } from '@mantine/core';
import type { ImportCounts } from '../../functions/domain/import.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { toHash } from '../frame/route.ts';
import { numberInWords } from '../parts/dates.ts';
import type { ImportResult } from './send-export.ts';
import { takeoutWords } from './takeout-words.ts';

const COUNTS: readonly (keyof ImportCounts)[] = ['stored', 'renewed', 'unchanged', 'older', 'erased'];

/** What came of an import, in numbers, and the way to what waits. */
export function ImportDone({
  result,
  onClose,
}: {
  readonly result: ImportResult;
  readonly onClose: () => void;
}) {
  const { clinicId } = useClinicHere();
  const { done } = takeoutWords;
  const { refused } = result;
  return (
    <>
      <h3 tabIndex={-1}>{result.stored > 0 ? done.title : done.none}</h3>
      <ul className="import-counts">
        {COUNTS.filter((count) => result[count] > 0).map((count) => (
          <li key={count}>{done[count](numberInWords(result[count]))}</li>
        ))}
      </ul>
      {refused.length > 0 && (
        <details className="import-refused">
          <summary>{done.refused(numberInWords(refused.length))}</summary>
          <ul>
            {refused.map(({ place, reason }) => (
              <li key={place}>{done.refusedRow(numberInWords(place), reason)}</li>
            ))}
          </ul>
        </details>
      )}
      {result.stored > 0 && <p>{done.next}</p>}
      <div className="import-actions">
        {result.stored > 0 && (
          <Button
            size="md"
            component="a"
            href={toHash(clinicId, { screen: 'queue', queue: 'waiting' })}
            onClick={onClose}
          >
            {done.see}
          </Button>
        )}
        <Button size="md" variant="default" onClick={onClose}>
          {done.close}
        </Button>
      </div>
    </>
  );
}
