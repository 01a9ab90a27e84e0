import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm start` answers; the development server passes on what it does not serve itself. */
const LOCAL_ORIGIN = 'http://127.0.0.1:4000';

/** How the admin page is built; `vite web-admin` serves it for work on it. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    proxy: { '/api': LOCAL_ORIGIN, '/config.json': LOCAL_ORIGIN },
  },
  build: {
    target: 'es2022',
    assetsDir: 'assets',
    // The page's policy allows fonts and images as files only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 650,
    rolldownOptions: {
      // Libraries change seldom: a new version of the page costs a front desk only our own part.
      output: { codeSplitting: { groups: [{ name: 'libraries', test: /node_modules/ }] } },
    },
  },
});
