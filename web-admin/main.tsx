import '@fontsource-variable/inter';
import './mantine.css';
import './page.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { keepGoogleAnswer } from './session/google-answer.ts';
import { loadSettings } from './session/settings.ts';
import { allowStyleText } from './trusted-types.ts';

allowStyleText();
keepGoogleAnswer();
const root = document.querySelector('#root');
if (!root) throw new Error('index.html lacks #root.');
const settings = loadSettings();
createRoot(root).render(
  <StrictMode>
    <App settings={settings} />
  </StrictMode>,
);
