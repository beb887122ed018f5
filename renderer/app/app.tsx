import { useEffect, useState, useSyncExternalStore } from 'react';
import type { LiveRun } from '../features/live/run/live-run.ts';
import { LiveRunProvider, useLiveRun } from '../features/live/run/use-live-run.ts';
import { EngineProvider, useEngine, type Engine } from '../ui/engine.tsx';
import { LanguageProvider, useTexts } from '../ui/language.tsx';
import { ShortcutBoard, ShortcutProvider, useShortcuts } from '../ui/shortcuts.tsx';
import { CrashNotice, useDesk, useDrop } from './desk.tsx';
import { FailureBorder } from './failure.tsx';
import { KeyList } from './key-list.tsx';
import { changeLook, currentLook, subscribeLook, type Look } from './look.ts';
import { goTo, useRoute } from './route.ts';
import { Screen } from './screen.tsx';
import { NAVIGATION, TopBar } from './top-bar.tsx';

/** What works on every screen: the way to the others, the list of keys, and the emergency stop. */
function Shell({ look }: { readonly look: Look }) {
  const engine = useEngine();
  const { texts } = useTexts();
  const route = useRoute();
  const { run, state } = useLiveRun();
  const [keys, setKeys] = useState(false);
  useDesk(look.language);
  useDrop();
  const going = run !== null && state !== 'ended';
  const emergency = () => {
    // What became of it is seen in the run itself; a line that broke is said by the bar.
    if (run !== null) engine.ask('run.emergencyStop', { run }).catch(() => undefined);
  };
  useShortcuts([
    ...NAVIGATION.map(({ screen, key }) => ({
      key,
      label: texts.app.screen[screen],
      enabled: true,
      run: () => {
        goTo(screen);
      },
    })),
    {
      key: '?',
      label: texts.app.keys.open,
      enabled: true,
      run: () => {
        setKeys(true);
      },
    },
    { key: 'F8', label: texts.live.commands.emergency, enabled: going, run: emergency },
  ]);
  useEffect(() => {
    document.title = `${texts.app.screen[route.screen]} · ${texts.app.name}`;
  }, [route.screen, texts]);
  return (
    <>
      <a
        className="skip"
        href="#screen"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('screen')?.focus();
        }}
      >
        {texts.app.skip}
      </a>
      <TopBar
        screen={route.screen}
        look={look}
        onKeys={() => {
          setKeys(true);
        }}
      />
      <CrashNotice />
      <main id="screen" tabIndex={-1} className={`screen screen-${route.screen}`}>
        <FailureBorder key={route.screen}>
          <Screen route={route} look={look} onEmergency={emergency} />
        </FailureBorder>
      </main>
      {keys ? (
        <KeyList
          singleKeys={look.singleKeys}
          onSingleKeys={(singleKeys) => {
            changeLook({ singleKeys });
          }}
          onClose={() => {
            setKeys(false);
          }}
        />
      ) : null}
    </>
  );
}

interface AppProps {
  readonly engine: Engine;
  readonly liveRun: LiveRun;
}

export function App({ engine, liveRun }: AppProps) {
  const look = useSyncExternalStore(subscribeLook, currentLook);
  const [board] = useState(() => new ShortcutBoard());
  useEffect(() => {
    board.allowSingles(look.singleKeys);
  }, [board, look.singleKeys]);
  useEffect(() => {
    document.documentElement.lang = look.language;
    document.documentElement.dataset['theme'] = look.theme;
  }, [look.language, look.theme]);
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      board.handle(event);
    };
    window.addEventListener('keydown', listener);
    return () => {
      window.removeEventListener('keydown', listener);
    };
  }, [board]);
  return (
    <EngineProvider value={engine}>
      <LiveRunProvider value={liveRun}>
        <LanguageProvider value={look.language}>
          <ShortcutProvider value={board}>
            <Shell look={look} />
          </ShortcutProvider>
        </LanguageProvider>
      </LiveRunProvider>
    </EngineProvider>
  );
}
