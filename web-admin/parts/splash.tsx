import { Loader } from '@mantine/core';
import { partWords } from './part-words.ts';
import './splash.css';

/** While the page makes itself ready. */
export function Splash() {
  return (
    <div className="splash" role="status" aria-label={partWords.loading}>
      <Loader size="sm" />
    </div>
  );
}
