import { LANGUAGES, type Language } from '../../shared/locale/language.ts';
import { desktopDoor } from '../client/door.ts';
import { useLiveRun } from '../features/live/run/use-live-run.ts';
import { Button, Key } from '../ui/button.tsx';
import { useConnection } from '../ui/engine.tsx';
import { useTexts } from '../ui/language.tsx';
import { LANGUAGE_NAMES } from './look-choices.tsx';
import { changeLook, THEMES, type Look, type Theme } from './look.ts';
import { hashOf, type ScreenName } from './route.ts';

export const NAVIGATION = [
  { screen: 'plan', key: '1' },
  { screen: 'live', key: '2' },
  { screen: 'runs', key: '3' },
  { screen: 'planner', key: '4' },
  { screen: 'settings', key: '9' },
] as const satisfies readonly { screen: ScreenName; key: string }[];

interface TopBarProps {
  readonly screen: ScreenName;
  readonly look: Look;
  readonly onKeys: () => void;
}

/** Where one is, how the line to the engine stands, and how one wants to see it all. */
export function TopBar({ screen, look, onKeys }: TopBarProps) {
  const { texts } = useTexts();
  const { app } = texts;
  const connection = useConnection();
  const { state, now } = useLiveRun();
  const running = state === 'running' || state === 'ending';
  return (
    <header className="top">
      <span className="top-name">{app.name}</span>
      <nav aria-label={app.screens}>
        {NAVIGATION.map(({ screen: to, key }) => {
          const here = to === screen || (to === 'runs' && (screen === 'result' || screen === 'compare'));
          return (
            <a key={to} href={hashOf(to)} aria-current={here ? 'page' : undefined} aria-keyshortcuts={key}>
              {app.screen[to]}
              <Key name={key} />
            </a>
          );
        })}
      </nav>
      <p className={`top-state top-${connection}`} role="status">
        {connection === 'open' ? (
          <>
            <span className="top-dot" aria-hidden="true" />
            {running ? app.running({ n: now?.progress.n ?? 0 }) : app.connection.open}
          </>
        ) : (
          <>
            <span aria-hidden="true">▲ </span>
            {connection === 'lost' && desktopDoor() ? texts.desk.lost : app.connection[connection]}
          </>
        )}
      </p>
      <label className="top-choice">
        <span className="unseen">{app.theme}</span>
        <select
          value={look.theme}
          onChange={(event) => {
            changeLook({ theme: event.target.value as Theme });
          }}
        >
          {THEMES.map((theme) => (
            <option key={theme} value={theme}>
              {app.themes[theme]}
            </option>
          ))}
        </select>
      </label>
      <label className="top-choice">
        <span className="unseen">{app.language}</span>
        <select
          value={look.language}
          onChange={(event) => {
            changeLook({ language: event.target.value as Language });
          }}
        >
          {LANGUAGES.map((language) => (
            <option key={language} value={language} lang={language}>
              {LANGUAGE_NAMES[language]}
            </option>
          ))}
        </select>
      </label>
      <Button look="quiet" shortcut="?" onClick={onKeys}>
        {app.keys.open}
      </Button>
    </header>
  );
}
