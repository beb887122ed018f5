import { useState } from 'react';
import type { LiveInstance } from '../../../../shared/bridge/live.ts';
import { exitKey } from '../../../../shared/locale/exit-key.ts';
import { useTexts, type Texts } from '../../../ui/language.tsx';
import { StateSign, type Sign } from '../../../ui/state-sign.tsx';
import type { Density } from './density.ts';

export function signOf({ state, exit }: LiveInstance): Sign {
  return state === 'ended' && exit && exit.reason !== 'stopped' ? 'failed' : state;
}

/** The state in words, with the reason of an end. */
export function stateText({ state, exit }: LiveInstance, { texts }: Texts): string {
  const { live } = texts;
  if (state !== 'ended' || !exit) return live.state[state];
  const code = exit.code === null ? null : exitKey(exit.code);
  return live.exit({ reason: exit.reason, code: exit.reason === 'stopped' ? null : code });
}

/** What an instance is called. Its readings are no part of its name: a name that is another every second is none. */
function nameOf(instance: LiveInstance, texts: Texts): string {
  const { live, report } = texts.texts;
  return report.list([
    live.instance.title(instance.instance),
    stateText(instance, texts),
    ...(instance.pid === null ? [] : [`${live.columns.pid} ${instance.pid}`]),
  ]);
}

/** All of an instance in one sentence, for who points at it. */
function shownText(instance: LiveInstance, texts: Texts): string {
  const { number, texts: all } = texts;
  const { columns } = all.live;
  const fact = (name: string, value: number | null, decimals: number, unit: string) =>
    value === null ? [] : [`${name} ${number(value, decimals)} ${unit}`];
  return all.report.list([
    nameOf(instance, texts),
    ...fact(columns.cpu, instance.cpu, 1, all.charts.units.percent),
    ...fact(columns.vram, instance.vramMiB, 0, 'MiB'),
    ...fact(columns.frames, instance.fps, 1, all.charts.units.framesPerSecond),
  ]);
}

/** From here on a decimal would take the room of a digit. */
const FULL = 99.95;

interface InstanceTileProps {
  readonly instance: LiveInstance;
  readonly density: Density;
  readonly onOpen: () => void;
}

function Readings({ instance }: { readonly instance: LiveInstance }) {
  const texts = useTexts();
  const { number } = texts;
  if (instance.state === 'ended' || instance.state === 'stopping')
    return <span className="tile-state">{stateText(instance, texts)}</span>;
  return (
    <>
      <span>{instance.pid ?? '–'}</span>
      <span>{number(instance.cpu, 1)}</span>
      <span>{number(instance.vramMiB)}</span>
      <span>{instance.state === 'ready' ? number(instance.fps, 1) : stateText(instance, texts)}</span>
    </>
  );
}

export function InstanceTile({ instance, density, onOpen }: InstanceTileProps) {
  const texts = useTexts();
  const [pointedAt, setPointedAt] = useState(false);
  return (
    <button
      type="button"
      className={`tile tile-${instance.state}`}
      title={pointedAt ? shownText(instance, texts) : undefined}
      aria-haspopup="dialog"
      onClick={onOpen}
      onPointerEnter={() => {
        setPointedAt(true);
      }}
      onPointerLeave={() => {
        setPointedAt(false);
      }}
    >
      <span className="unseen">{nameOf(instance, texts)}</span>
      <span className="tile-look" aria-hidden="true">
        <span className="tile-head">
          <StateSign state={signOf(instance)} />
          <b>{instance.instance}</b>
        </span>
        {density === 'row' ? <Readings instance={instance} /> : null}
        {density === 'tile' ? (
          <span className="tile-one">
            {instance.cpu === null ? '–' : `${texts.number(instance.cpu, instance.cpu < FULL ? 1 : 0)} %`}
          </span>
        ) : null}
      </span>
    </button>
  );
}
