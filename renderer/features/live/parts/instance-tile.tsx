import type { LiveInstance } from '../../../../shared/bridge/live.ts';
import { useTexts, type Texts } from '../../../ui/language.tsx';
import { StateSign, type Sign } from '../../../ui/state-sign.tsx';

export function signOf({ state, exit }: LiveInstance): Sign {
  return state === 'ended' && exit && exit.reason !== 'stopped' ? 'failed' : state;
}

/** The state in words, with the reason of an end. */
export function stateText({ state, exit }: LiveInstance, { texts }: Texts): string {
  const { live } = texts;
  if (state !== 'ended' || !exit) return live.state[state];
  const code = exit.code === null || exit.code === undefined ? null : String(exit.code);
  return live.exit({ reason: exit.reason, code: exit.reason === 'stopped' ? null : code });
}

interface InstanceTileProps {
  readonly instance: LiveInstance;
  /** Number and load only; all else is heard, and seen when it is opened. */
  readonly dense: boolean;
  readonly onOpen: () => void;
}

export function InstanceTile({ instance, dense, onOpen }: InstanceTileProps) {
  const texts = useTexts();
  const { number, texts: all } = texts;
  const { live, charts } = all;
  const { columns } = live;
  const state = stateText(instance, texts);
  const facts = [
    { name: columns.cpu, value: number(instance.cpu, 1), unit: charts.units.percent, known: instance.cpu },
    { name: columns.vram, value: number(instance.vramMiB), unit: 'MiB', known: instance.vramMiB },
    { name: columns.frames, value: number(instance.fps, 1), unit: charts.units.framesPerSecond, known: instance.fps },
  ];
  const heard = [
    live.instance.title(instance.instance),
    state,
    ...facts.map(({ name, value, unit, known }) => `${name} ${value}${known === null ? '' : ` ${unit}`}`),
  ];
  return (
    <button
      type="button"
      className={`tile tile-${instance.state}`}
      aria-label={all.report.list(heard)}
      aria-haspopup="dialog"
      onClick={onOpen}
    >
      <span className="tile-head">
        <StateSign state={signOf(instance)} />
        <b>{instance.instance}</b>
        {dense ? null : <span className="tile-state">{state}</span>}
      </span>
      {dense ? (
        <span className="tile-one">{instance.cpu === null ? '–' : `${number(instance.cpu, 1)} %`}</span>
      ) : (
        <span className="tile-facts">
          <span className="quiet">
            {columns.pid} {instance.pid ?? '–'}
          </span>
          {facts.map(({ name, value, unit, known }) => (
            <span key={name}>
              <span className="quiet">{name} </span>
              {value}
              {known === null ? '' : ` ${unit}`}
            </span>
          ))}
        </span>
      )}
    </button>
  );
}
