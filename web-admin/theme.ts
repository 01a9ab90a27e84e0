import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** From pale to deep; white is readable on the seventh and on what follows. */
const leaf: MantineColorsTuple = [
  '#e9f6f1',
  '#d3ece2',
  '#a8dac8',
  '#79c7ab',
  '#51b691',
  '#2fa37b',
  '#178b67',
  '#0c7a5b',
  '#08654b',
  '#06503c',
];

/** Surfaces of the dark scheme, from text to the deepest ground. */
const dark: MantineColorsTuple = [
  '#e6edef',
  '#b7c3c8',
  '#93a2a9',
  '#5c6c74',
  '#35434c',
  '#26323a',
  '#1e2930',
  '#171f26',
  '#10161b',
  '#0b1014',
];

/** Colours, type and corners of everything Mantine draws; what we draw ourselves uses the names in `page.css`. */
export const theme = createTheme({
  primaryColor: 'leaf',
  primaryShade: { light: 7, dark: 7 },
  colors: { leaf, dark },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace:
    'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace',
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Modal: { defaultProps: { radius: 'lg' } },
    Notification: { defaultProps: { radius: 'md' } },
  },
});
