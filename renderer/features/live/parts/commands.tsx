import { useState } from 'react';
import type { Method, Params } from '../../../../shared/bridge/contract.ts';
import type { Problem } from '../../../../shared/model/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { problemOf, useEngine } from '../../../ui/engine.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { ProblemText } from '../../../ui/problem-text.tsx';
import { useShortcuts, type Shortcut } from '../../../ui/shortcuts.tsx';
import type { Followed } from '../run/followed.ts';
import { EndQuestion } from './end-question.tsx';

interface Command extends Shortcut {
  readonly look: 'plain' | 'main';
}

/** Whatever an operator can tell the run, each with its key. The emergency stop's key works on every screen (`app`). */
export function Commands({
  followed,
  onEmergency,
}: {
  readonly followed: Followed;
  readonly onEmergency: () => void;
}) {
  const engine = useEngine();
  const { texts } = useTexts();
  const { commands } = texts.live;
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { run, head, now, state } = followed;
  const going = state === 'running' && run !== null;
  const alive = (now?.instances ?? []).filter(({ state: is }) => is !== 'stopping' && is !== 'ended');
  const newest = alive.at(-1);
  const held = now?.progress.held === true;
  const manual = head?.method === 'manual';

  const tell = <M extends Method>(method: M, params: Params<M>) => {
    setProblem(null);
    engine.ask(method, params).catch((error: unknown) => {
      setProblem(problemOf(error));
    });
  };
  const name = run ?? '';
  const list: Command[] = [
    {
      key: 'l',
      label: commands.launch,
      enabled: going,
      look: manual ? 'main' : 'plain',
      run: () => {
        tell('run.launch', { run: name });
      },
    },
    {
      key: 's',
      label: commands.stop,
      enabled: going && newest !== undefined,
      look: 'plain',
      run: () => {
        if (newest) tell('run.stop', { run: name, instance: newest.instance });
      },
    },
    {
      key: 'h',
      label: held ? commands.goOn : commands.hold,
      enabled: going && !manual,
      look: 'plain',
      run: () => {
        tell('run.hold', { run: name, on: !held });
      },
    },
    {
      key: 'c',
      label: commands.confirm,
      enabled: going && head?.confirms === true && alive.length > 0,
      look: 'plain',
      run: () => {
        tell('run.confirm', { run: name, instance: null });
      },
    },
    {
      key: 'e',
      label: commands.end,
      enabled: going,
      look: 'plain',
      run: () => {
        setAsking(true);
      },
    },
  ];
  useShortcuts(list);
  return (
    <section className="commands" aria-label={commands.title}>
      {list.map(({ key, label, enabled, look, run: act }) => (
        <Button key={key} look={look} shortcut={key} disabled={!enabled} onClick={act}>
          {label}
        </Button>
      ))}
      <Button look="stop" shortcut="F8" disabled={state === 'ended' || run === null} onClick={onEmergency}>
        {commands.emergency}
      </Button>
      <ProblemText problem={problem} />
      {asking ? (
        <EndQuestion
          onClose={() => {
            setAsking(false);
          }}
          onYes={() => {
            setAsking(false);
            tell('run.end', { run: name });
          }}
        />
      ) : null}
    </section>
  );
}
