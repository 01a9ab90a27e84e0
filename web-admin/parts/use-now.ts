import { useEffect, useState } from 'react';

const TICK_MS = 20_000;

/** The present, milliseconds since 1970; moves on by itself so that "2 minutes ago" stays true. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
