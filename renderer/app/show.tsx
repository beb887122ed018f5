import { createRoot } from 'react-dom/client';
import { LiveRun } from '../features/live/run/live-run.ts';
import type { Engine } from '../ui/engine.tsx';
import { FONT_FAMILY, screenThemeCss } from '../ui/theme.ts';
import { App } from './app.tsx';
import '../ui/ui.css';
import './app.css';

/** Puts the dashboard on the page, speaking to this engine. */
export function showApp(engine: Engine, place: HTMLElement): void {
  // A constructed sheet: the page's Content-Security-Policy allows no style of ours in its text.
  const theme = new CSSStyleSheet();
  theme.replaceSync(`${screenThemeCss()}\nbody { font-family: ${FONT_FAMILY}; }`);
  document.adoptedStyleSheets = [theme];
  const liveRun = new LiveRun(engine);
  liveRun.start();
  createRoot(place).render(<App engine={engine} liveRun={liveRun} />);
}
