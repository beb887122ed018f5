import { useEffect, useState } from 'react';
import type { Result } from '../../shared/bridge/contract.ts';
import type { Language } from '../../shared/locale/language.ts';
import { planSchema } from '../../shared/model/plan.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { desktopDoor } from '../client/door.ts';
import { handPlan } from '../features/plan/incoming.ts';
import { Button } from '../ui/button.tsx';
import { problemOf, useAnswer, useConnection, useEngine } from '../ui/engine.tsx';
import { useTexts } from '../ui/language.tsx';
import { ProblemText } from '../ui/problem-text.tsx';
import { useGoOn } from '../ui/use-go-on.ts';
import { goTo } from './route.ts';

const isPlanName = (name: string) => name.endsWith('.json');

/** Shows the plan screen with a plan that came from outside. */
function openPlan(incoming: Parameters<typeof handPlan>[0]): void {
  handPlan(incoming);
  goTo('plan');
}

/** What surrounds the page on a desktop: its language, and plans that are opened with the app. */
export function useDesk(language: Language): void {
  const engine = useEngine();
  const open = useConnection() === 'open';
  const onDesk = desktopDoor() !== null;
  useEffect(() => {
    // Whoever cannot be told shows the language of the system.
    if (onDesk && open) engine.ask('desk.speak', { language }).catch(() => undefined);
  }, [engine, language, onDesk, open]);
  useEffect(() => {
    if (!onDesk || !open) return;
    const take = () => {
      engine.ask('desk.takeOffered', {}).then(
        ({ file }) => {
          if (file !== null) openPlan({ from: 'file', file });
        },
        () => undefined,
      );
    };
    take();
    return engine.on('desk.offered', take);
  }, [engine, onDesk, open]);
}

/** A plan that is dropped anywhere is opened; anything else that is dropped does nothing, above all not open in place of the page. */
export function useDrop(): void {
  useEffect(() => {
    const over = (event: DragEvent) => {
      event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      const file = [...(event.dataTransfer?.files ?? [])].find(({ name }) => isPlanName(name));
      if (!file) return;
      const path = desktopDoor()?.pathOf(file) ?? '';
      if (path !== '') openPlan({ from: 'file', file: path });
      else
        void file.text().then((text) => {
          openPlan({ from: 'text', name: file.name, text });
        });
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, []);
}

type Crashed = NonNullable<Result<'engine.describe'>['crashed']>;

/** The engine ended by itself and is another one now: what became of the run, and the ways on. */
export function CrashNotice() {
  const { data } = useAnswer('engine.describe', {});
  const [closed, setClosed] = useState<Crashed | null>(null);
  const crashed = data?.crashed ?? null;
  if (crashed === null || crashed === closed) return null;
  return (
    <Notice
      crashed={crashed}
      onClose={() => {
        setClosed(crashed);
      }}
    />
  );
}

function Notice({ crashed: { run, name }, onClose }: { crashed: Crashed; onClose: () => void }) {
  const engine = useEngine();
  const { crashed: words } = useTexts().texts.desk;
  const [problem, setProblem] = useState<Problem | null>(null);
  const goingOn = useGoOn(() => {
    goTo('live');
    onClose();
  });
  const planAgain = (kept: string) => {
    engine.ask('runs.open', { run: kept }).then(
      ({ meta }) => {
        const plan = planSchema.safeParse(meta.plan);
        openPlan({ from: 'run', box: meta.box ?? 'local', plan: plan.success ? plan.data : null });
        onClose();
      },
      (error: unknown) => {
        setProblem(problemOf(error));
      },
    );
  };
  return (
    <div className="notice" role="alert">
      <p>
        <b>{words.title}</b> {run === null ? words.none : words.run({ name })}
      </p>
      <ProblemText problem={goingOn.problem ?? problem} />
      <div className="notice-ways">
        {run === null ? null : (
          <>
            <Button
              look="main"
              disabled={goingOn.busy}
              onClick={() => {
                goingOn.goOn(run);
              }}
            >
              {words.goOn}
            </Button>
            <Button
              onClick={() => {
                goTo('result', run);
                onClose();
              }}
            >
              {words.open}
            </Button>
            <Button
              onClick={() => {
                planAgain(run);
              }}
            >
              {words.again}
            </Button>
          </>
        )}
        <Button onClick={onClose}>{words.close}</Button>
      </div>
    </div>
  );
}
