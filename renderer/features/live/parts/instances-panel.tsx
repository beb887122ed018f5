import { useState } from 'react';
import type { LiveInstance } from '../../../../shared/bridge/live.ts';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import type { Followed } from '../run/followed.ts';
import { InstanceTile } from './instance-tile.tsx';
import { InstanceWindow } from './instance-window.tsx';

/** From so many on, tiles hold less each. */
const DENSE = 16;

/** Every instance that was launched, those that run first. */
export function InstancesPanel({ followed }: { readonly followed: Followed }) {
  const { texts } = useTexts();
  const { live } = texts;
  const [opened, setOpened] = useState<number | null>(null);
  const instances = followed.now?.instances ?? [];
  const ended = (one: LiveInstance) => (one.state === 'ended' ? 1 : 0);
  const ordered = instances.toSorted((a, b) => ended(a) - ended(b) || a.instance - b.instance);
  const alive = instances.filter(({ state }) => state !== 'ended').length;
  const dense = ordered.length >= DENSE;
  const shown = ordered.find(({ instance }) => instance === opened) ?? null;
  return (
    <Panel
      title={live.instances}
      className="live-instances"
      beside={<span className="panel-figure">{alive}</span>}
    >
      {ordered.length === 0 ? (
        <p className="quiet">{live.noInstances}</p>
      ) : (
        <ul className={dense ? 'tiles tiles-dense' : 'tiles'}>
          {ordered.map((instance) => (
            <li key={instance.instance}>
              <InstanceTile
                instance={instance}
                dense={dense}
                onOpen={() => {
                  setOpened(instance.instance);
                }}
              />
            </li>
          ))}
        </ul>
      )}
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
