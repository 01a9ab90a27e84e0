import type { ReactNode } from 'react';

/** Drawn on a 24 × 24 grid with round lines, so that they sit well beside Inter. */
const SHAPES = {
  inbox: (
    <>
      <path d="M4 13.5V6.8A2.3 2.3 0 0 1 6.3 4.5h11.4A2.3 2.3 0 0 1 20 6.8v6.7" />
      <path d="M4 13.5h4.2l1.4 2.6h4.8l1.4-2.6H20v3.7a2.3 2.3 0 0 1-2.3 2.3H6.3A2.3 2.3 0 0 1 4 17.2z" />
    </>
  ),
  shown: (
    <>
      <circle cx="12" cy="12" r="8.2" />
      <path d="M3.8 12h16.4M12 3.8c2.4 2.4 3.5 5.1 3.5 8.2s-1.1 5.8-3.5 8.2c-2.4-2.4-3.5-5.1-3.5-8.2S9.6 6.2 12 3.8z" />
    </>
  ),
  'not-shown': (
    <>
      <path d="M4 4l16 16M10.2 10.3a2.5 2.5 0 0 0 3.5 3.5" />
      <path d="M7.2 7.3C5.3 8.5 4 10.2 3.2 12c1.6 3.7 4.9 6 8.8 6 1.6 0 3.1-.4 4.4-1.1M10.2 6.2A9 9 0 0 1 12 6c3.9 0 7.2 2.3 8.8 6a10.6 10.6 0 0 1-2.2 3.2" />
    </>
  ),
  removed: (
    <>
      <path d="M4.5 8.5h15M6 8.5v8.7a2.3 2.3 0 0 0 2.3 2.3h7.4a2.3 2.3 0 0 0 2.3-2.3V8.5" />
      <path d="M4.5 8.5l1.3-3A1.7 1.7 0 0 1 7.4 4.5h9.2a1.7 1.7 0 0 1 1.6 1l1.3 3M10 12.5h4" />
    </>
  ),
  conditions: (
    <>
      <path d="M4.5 5.5v5.6a2.3 2.3 0 0 0 .7 1.6l6.6 6.6a1.9 1.9 0 0 0 2.7 0l4.8-4.8a1.9 1.9 0 0 0 0-2.7l-6.6-6.6a2.3 2.3 0 0 0-1.6-.7H5.5a1 1 0 0 0-1 1z" />
      <path d="M8.7 8.7v.1" />
    </>
  ),
  sources: <path d="M8.5 4v4.5M15.5 4v4.5M6 8.5h12v3a6 6 0 0 1-12 0zM12 17.5V21" />,
  pages: <path d="M8.5 7.5L4 12l4.5 4.5M15.5 7.5L20 12l-4.5 4.5M13.5 5.5l-3 13" />,
  check: <path d="M5 12.8l4.6 4.5L19 7.2" />,
  cross: <path d="M6.5 6.5l11 11M17.5 6.5l-11 11" />,
  back: <path d="M14.5 5.5L8 12l6.5 6.5" />,
  chevron: <path d="M6 9.5l6 6 6-6" />,
  plus: <path d="M12 5.5v13M5.5 12h13" />,
  undo: <path d="M8.5 5L4.5 9l4 4M5 9h9a5.5 5.5 0 0 1 0 11h-3" />,
  clock: (
    <>
      <circle cx="12" cy="12" r="8.2" />
      <path d="M12 7.5V12l3 2" />
    </>
  ),
  outside: (
    <path d="M11 6H7.3A2.3 2.3 0 0 0 5 8.3v8.4A2.3 2.3 0 0 0 7.3 19h8.4a2.3 2.3 0 0 0 2.3-2.3V13M14 5h5v5M19 5l-8 8" />
  ),
  menu: <path d="M4.5 7h15M4.5 12h15M4.5 17h15" />,
  people: (
    <>
      <circle cx="9.5" cy="8.5" r="3.5" />
      <path d="M3.5 19.5c.4-3.3 2.8-5.3 6-5.3s5.6 2 6 5.3M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.6c1.8.8 2.8 2.5 3 4.9" />
    </>
  ),
  door: <path d="M10 4.5H7.3A2.3 2.3 0 0 0 5 6.8v10.4a2.3 2.3 0 0 0 2.3 2.3H10M15 8l4 4-4 4M19 12h-9" />,
  copy: (
    <>
      <rect x="8.5" y="8.5" width="11" height="11" rx="2.3" />
      <path d="M5.8 15.5A1.8 1.8 0 0 1 4.5 13.7V6.8a2.3 2.3 0 0 1 2.3-2.3h6.9a1.8 1.8 0 0 1 1.8 1.3" />
    </>
  ),
  pencil: (
    <path d="M5 19l.8-3.8L15.6 5.4a1.9 1.9 0 0 1 2.7 0l.3.3a1.9 1.9 0 0 1 0 2.7L8.8 18.2zM13.5 7.5l3 3" />
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="8.2" />
      <path d="M12 11v5M12 8v.1" />
    </>
  ),
  offline: (
    <path d="M4 4l16 16M8.2 15.5a5.5 5.5 0 0 1 6.6-.8M5 12a10 10 0 0 1 4.5-2.7M2.5 8.8A14 14 0 0 1 6.5 6.3M10.5 5.2A14 14 0 0 1 21.5 8.8M14.7 9.5A10 10 0 0 1 19 12M12 19v.1" />
  ),
  flag: <path d="M6.5 20.5V4.5M6.5 5.2c3.5-2 6.500 2 11 .3v8.600c-4.500 1.700-7.500-2.300-11-.3" />,
  scales: (
    <path d="M12 4.5v15M7.500 19.500h9M5 7.500h14M5 7.500l-2.500 6a2.700 2.700 0 0 0 5 0zM19 7.500l-2.500 6a2.700 2.700 0 0 0 5 0z" />
  ),
  download: <path d="M12 4.500v10.500M7.500 11l4.500 4.500 4.500-4.500M5 19.500h14" />,
  quote: (
    <path d="M5 6.500h14a1.500 1.500 0 0 1 1.500 1.500v7a1.500 1.500 0 0 1-1.500 1.500h-7l-4.500 3.500v-3.500H5A1.500 1.500 0 0 1 3.500 15V8A1.500 1.500 0 0 1 5 6.500zM8 10h8M8 13h5" />
  ),
  pause: <path d="M9 6.5v11M15 6.5v11" />,
} satisfies Readonly<Record<string, ReactNode>>;

/** What can be drawn. */
export type IconName = keyof typeof SHAPES;

/** A line drawing as large as the text it stands in, or `size` pixels; only for the eye. */
export function Icon({ name, size }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      width={size ?? '1.25em'}
      height={size ?? '1.25em'}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[name]}
    </svg>
  );
}
