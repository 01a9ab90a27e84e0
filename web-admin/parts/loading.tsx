import { Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { partWords } from './part-words.ts';

/** Longer than this nobody should wonder whether anything still happens, milliseconds. */
const SLOW_MS = 6_000;

/** A place for what is being loaded, `height` pixels high; says so, and says that it goes on where it takes long. */
export function Loading({ height }: { readonly height: number }) {
  return (
    <div role="status">
      <span className="aloud-only">{partWords.loading}</span>
      <Skeleton height={height} radius={16} />
      <SlowNote />
    </div>
  );
}

/** Nothing at first; after some seconds, that it takes longer than usual. */
export function SlowNote() {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return isSlow ? <p className="soft slow-note">{partWords.slow}</p> : null;
}
