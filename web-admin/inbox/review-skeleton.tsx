import { Skeleton } from '@mantine/core';
import { partWords } from '../parts/part-words.ts';

/** A review before it is there, in the shape it will have. */
export function ReviewSkeleton() {
  return (
    <div className="review-card" role="status" aria-label={partWords.loading}>
      <div className="review-head">
        <Skeleton height={46} circle />
        <div className="review-who">
          <Skeleton height={16} width={160} />
          <Skeleton height={12} width={220} mt={8} />
        </div>
      </div>
      <Skeleton height={15} mt={24} />
      <Skeleton height={15} mt={12} />
      <Skeleton height={15} mt={12} width="70%" />
    </div>
  );
}
