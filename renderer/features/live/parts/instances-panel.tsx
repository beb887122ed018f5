import { useState } from 'react';
import type { LiveInstance } from '../../../../shared/bridge/live.ts';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useSize } from '../../../ui/use-size.ts';
import type { Followed } from '../run/followed.ts';
import { densityFor } from './density.ts';
import { InstanceTile } from './instance-tile.tsx';
import { InstanceWindow } from './instance-window.tsx';

/** What has ended is still of interest, until there is a lot of it. */
const ENDED_SHOWN = 12;

/** Those that run in their order, then those that ended, the last first. */
function inOrder(instances: readonly LiveInstance[]): LiveInstance[] {
  const alive = instances.filter(({ state }) => state !== 'ended');
  const ended = instances.filter(({ state }) => state === 'ended');
  return [
    ...alive.toSorted((a, b) => a.instance - b.instance),
    ...ended
      .toSorted((a, b) => b.instance - a.instance)
      .slice(0, alive.length === 0 ? undefined : ENDED_SHOWN),
  ];
}

/** Every instance with its state and readings; one that is chosen shows what it last said. */
export function InstancesPanel({ followed }: { readonly followed: Followed }) {
  const { texts } = useTexts();
  const { live, charts } = texts;
  const [opened, setOpened] = useState<number | null>(null);
  const [watch, size] = useSize();
  const instances = followed.now?.instances ?? [];
  const ordered = inOrder(instances);
  const alive = instances.filter(({ state }) => state !== 'ended').length;
  const density = densityFor(ordered.length, size?.width ?? 0, size?.height ?? 0);
  const shown = ordered.find(({ instance }) => instance === opened) ?? null;
  return (
    <Panel
      title={live.instances}
      className="live-instances"
      beside={<span className="panel-figure">{alive}</span>}
    >
      <div ref={watch} className="fill instances">
        {ordered.length === 0 ? <p className="quiet">{live.noInstances}</p> : null}
        {density === 'row' && ordered.length > 0 ? (
          <p className="tile-columns" aria-hidden="true">
            <span />
            <span>{live.columns.pid}</span>
            <span>
              {live.columns.cpu} {charts.units.percent}
            </span>
            <span>{live.columns.vram} MiB</span>
            <span>{charts.units.framesPerSecond}</span>
          </p>
        ) : null}
        <ul className={`tiles tiles-${density}`}>
          {ordered.map((instance) => (
            <li key={instance.instance}>
              <InstanceTile
                instance={instance}
                density={density}
                onOpen={() => {
                  setOpened(instance.instance);
                }}
              />
            </li>
          ))}
        </ul>
      </div>
      {shown && followed.run !== null ? (
        <InstanceWindow
          run={followed.run}
          instance={shown}
          confirms={followed.head?.confirms === true}
          going={followed.state === 'running'}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </Panel>
  );
}
