import { useEffect } from 'react';

/** Between what is said and the foot of the page, pixels. */
const GAP = 12;

/**
 * Tells the style sheets how high what is said at the foot of the page is, as `--notices`: lists end above it, so that
 * nothing in them is covered.
 */
export function useNoticesHeight(): void {
  useEffect(() => {
    const notices = document.querySelector('.notices[data-position="bottom-left"]');
    if (!notices) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => {
      const { height } = notices.getBoundingClientRect();
      style.setProperty('--notices', `${height > 0 ? Math.ceil(height) + GAP : 0}px`);
    });
    observer.observe(notices);
    return () => {
      observer.disconnect();
      style.removeProperty('--notices');
    };
  }, []);
}
