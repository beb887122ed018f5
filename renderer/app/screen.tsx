import { LiveScreen } from '../features/live/live-screen.tsx';
import { useLiveRun } from '../features/live/run/use-live-run.ts';
import { PlanScreen } from '../features/plan/plan-screen.tsx';
import { PlannerScreen } from '../features/planner/planner-screen.tsx';
import { ResultScreen } from '../features/result/result-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { LookChoices } from './look-choices.tsx';
import type { Look } from './look.ts';
import { CompareScreen } from '../features/compare/compare-screen.tsx';
import { HistoryScreen } from '../features/history/history-screen.tsx';
import { goTo, type Route } from './route.ts';

interface ScreenProps {
  readonly route: Route;
  readonly look: Look;
  readonly onEmergency: () => void;
}

/** The features know no other; here they are joined. */
export function Screen({ route, look, onEmergency }: ScreenProps) {
  const { state } = useLiveRun();
  const toLive = () => {
    goTo('live');
  };
  const toPlan = () => {
    goTo('plan');
  };
  const toResult = (run: string) => {
    goTo('result', run);
  };
  switch (route.screen) {
    case 'plan':
      return <PlanScreen running={state === 'running' || state === 'ending'} onLive={toLive} />;
    case 'live':
      return <LiveScreen onPlan={toPlan} onResult={toResult} onEmergency={onEmergency} />;
    case 'runs':
      return (
        <HistoryScreen
          onOpen={toResult}
          onPlan={toPlan}
          onCompare={(runs) => {
            goTo('compare', runs.join(','));
          }}
        />
      );
    case 'compare':
      return (
        <CompareScreen
          key={route.run}
          runs={route.run?.split(',') ?? []}
          onOpen={toResult}
          onHistory={() => {
            goTo('runs');
          }}
        />
      );
    case 'settings':
      return (
        <SettingsScreen
          look={<LookChoices look={look} />}
          running={state === 'running' || state === 'ending'}
        />
      );
    case 'result':
      return (
        <ResultScreen
          key={route.run}
          run={route.run}
          onRuns={() => {
            goTo('runs');
          }}
          onPlanner={(run) => {
            goTo('planner', run);
          }}
          onLive={toLive}
        />
      );
    case 'planner':
      return <PlannerScreen key={route.run} run={route.run} />;
  }
}
