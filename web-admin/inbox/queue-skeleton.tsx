import { Skeleton } from '@mantine/core';
import { SlowNote } from '../parts/loading.tsx';
import { partWords } from '../parts/part-words.ts';

const ROWS = [0.9, 0.75, 0.85, 0.6, 0.8];

/** The list before its first answer, in the shape it will have. */
export function QueueSkeleton() {
  return (
    <div role="status" aria-label={partWords.loading}>
      {ROWS.map((share) => (
        <div key={share} className="queue-item queue-item-skeleton">
          <Skeleton height={14} width={`${share * 55}%`} />
          <Skeleton height={12} width="35%" />
          <Skeleton height={12} width="100%" />
          <Skeleton height={12} width={`${share * 100}%`} />
        </div>
      ))}
      <SlowNote />
    </div>
  );
}
