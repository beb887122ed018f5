import { useEffect, useState } from 'react';
import type { LiveInstance } from '../../../../shared/bridge/live.ts';
import type { Problem } from '../../../../shared/model/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { problemOf, useAnswer, useEngine } from '../../../ui/engine.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Modal } from '../../../ui/modal.tsx';
import { ProblemText } from '../../../ui/problem-text.tsx';
import { StateSign } from '../../../ui/state-sign.tsx';
import { signOf, stateText } from './instance-tile.tsx';

interface InstanceWindowProps {
  readonly run: string;
  readonly instance: LiveInstance;
  readonly confirms: boolean;
  /** Whether the run still takes commands. */
  readonly going: boolean;
  readonly onClose: () => void;
}

const LINES = 200;
const EVERY = 2000;

/** One instance: all its readings, what it last said, and what can be told it. */
export function InstanceWindow({ run, instance, confirms, going, onClose }: InstanceWindowProps) {
  const texts = useTexts();
  const { number, texts: all } = texts;
  const { live, charts } = all;
  const engine = useEngine();
  const [again, setAgain] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { data, problem: unread } = useAnswer(
    'run.log',
    { run, instance: instance.instance, lines: LINES },
    again,
  );
  const alive = going && instance.state !== 'stopping' && instance.state !== 'ended';
  useEffect(() => {
    if (!going) return;
    const timer = setInterval(() => {
      setAgain((times) => times + 1);
    }, EVERY);
    return () => {
      clearInterval(timer);
    };
  }, [going]);
  const tell = (method: 'run.stop' | 'run.confirm') => {
    engine.ask(method, { run, instance: instance.instance }).catch((error: unknown) => {
      setProblem(problemOf(error));
    });
  };
  const facts = [
    [live.columns.slot, number(instance.slot)],
    ['GPU', number(instance.gpu)],
    [live.columns.pid, instance.pid === null ? '–' : String(instance.pid)],
    [live.columns.cpu, instance.cpu === null ? '–' : `${number(instance.cpu, 1)} %`],
    [live.columns.ram, instance.ramMiB === null ? '–' : `${number(instance.ramMiB)} MiB`],
    [live.columns.vram, instance.vramMiB === null ? '–' : `${number(instance.vramMiB)} MiB`],
    [
      live.columns.frames,
      instance.fps === null ? '–' : `${number(instance.fps, 1)} ${charts.units.framesPerSecond}`,
    ],
  ] as const;
  const lines = data?.lines;
  return (
    <Modal title={live.instance.title(instance.instance)} onClose={onClose} wide>
      <p className="with-sign">
        <StateSign state={signOf(instance)} /> {stateText(instance, texts)}
      </p>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3>{live.instance.log}</h3>
      <pre className="log" tabIndex={0} aria-label={live.instance.log}>
        {lines === null
          ? live.instance.noLog
          : lines?.length === 0
            ? live.instance.silent
            : lines?.join('\n')}
      </pre>
      <ProblemText problem={problem ?? unread} />
      <div className="row-end">
        <Button
          disabled={!alive}
          onClick={() => {
            tell('run.stop');
          }}
        >
          {live.instance.stop}
        </Button>
        {confirms ? (
          <Button
            disabled={!alive}
            onClick={() => {
              tell('run.confirm');
            }}
          >
            {live.instance.confirm}
          </Button>
        ) : null}
        <Button look="main" onClick={onClose} autoFocus>
          {all.app.close}
        </Button>
      </div>
    </Modal>
  );
}
