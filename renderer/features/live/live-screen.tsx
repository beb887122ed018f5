import { problemFromData } from '../../../shared/bridge/bridge-problem.ts';
import { Button } from '../../ui/button.tsx';
import { useConnection } from '../../ui/engine.tsx';
import { useTexts } from '../../ui/language.tsx';
import { ProblemText } from '../../ui/problem-text.tsx';
import { BoxPanel } from './parts/box-panel.tsx';
import { Commands } from './parts/commands.tsx';
import { EventsPanel } from './parts/events-panel.tsx';
import { Hero } from './parts/hero.tsx';
import { InstancesPanel } from './parts/instances-panel.tsx';
import { NPanel } from './parts/n-panel.tsx';
import { ProgressLine } from './parts/progress-line.tsx';
import { TimePanel } from './parts/time-panel.tsx';
import { useLiveRun } from './run/use-live-run.ts';
import './live.css';

interface LiveScreenProps {
  readonly onPlan: () => void;
  readonly onResult: (run: string) => void;
  /** Ends everything at once; its key works everywhere, so the app has it. */
  readonly onEmergency: () => void;
}

/** The run in progress, watched and driven. */
export function LiveScreen({ onPlan, onResult, onEmergency }: LiveScreenProps) {
  const followed = useLiveRun();
  const connection = useConnection();
  const { texts } = useTexts();
  const { run, state, head } = followed;
  if (run === null) {
    return (
      <div className="empty">
        <h1>{connection === 'open' ? texts.live.none.title : texts.app.connection[connection]}</h1>
        <p>{texts.live.none.text}</p>
        <Button look="main" onClick={onPlan}>
          {texts.live.none.plan}
        </Button>
      </div>
    );
  }
  return (
    <div className="live">
      <div className="live-side">
        <h1 className="live-name">
          <span>{head?.name ?? ''}</span>
          <small>{head && head.box !== head.name ? head.box : ' '}</small>
        </h1>
        <Hero followed={followed} />
        <ProgressLine followed={followed} />
        {followed.failure ? <ProblemText problem={problemFromData(followed.failure)} /> : null}
        {state === 'ended' ? (
          <section className="commands" aria-label={texts.live.commands.title}>
            <Button
              look="main"
              onClick={() => {
                onResult(run);
              }}
            >
              {texts.live.commands.result}
            </Button>
            <Button onClick={onPlan}>{texts.live.none.plan}</Button>
          </section>
        ) : (
          <Commands followed={followed} onEmergency={onEmergency} />
        )}
        <EventsPanel followed={followed} />
      </div>
      <TimePanel followed={followed} />
      <NPanel followed={followed} />
      <BoxPanel followed={followed} />
      <InstancesPanel followed={followed} />
    </div>
  );
}
