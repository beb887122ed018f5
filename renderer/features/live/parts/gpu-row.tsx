import type { LiveHead, ThinSample } from '../../../../shared/bridge/live.ts';
import type { LoadPerGpu } from '../../../../shared/model/resources.ts';
import { Strip } from '../../../charts/strip.tsx';
import { useTexts } from '../../../ui/language.tsx';

/** Readings in a strip: two minutes at one a second. */
export const STRIP_PLACES = 120;
const SHOWN: readonly LoadPerGpu[] = ['gpu', 'vram', 'encoder'];
const HEIGHT = { full: 26, brief: 14 } as const;

interface GpuRowProps {
  readonly index: number;
  readonly head: LiveHead | null;
  readonly samples: readonly ThinSample[];
  readonly width: number;
  /** Without a line for its name: the first strip is called by the card's number then. */
  readonly brief: boolean;
}

/** Pixels of a card with its name. */
export const GPU_ROW = 68;

/** A maker's name that every card of a box bears says nothing: `NVIDIA GeForce RTX 4080` is `RTX 4080`. */
const shortName = (name: string) => name.replace(/^(?:NVIDIA )?(?:GeForce )?|^AMD (?:Radeon )?/u, '');

/** One card: a strip for each of its loads with the reading of now, its clock and temperature. */
export function GpuRow({ index, head, samples, width, brief }: GpuRowProps) {
  const { texts, number } = useTexts();
  const { live, loads, charts } = texts;
  const last = samples.at(-1);
  const shown = SHOWN.filter((load) => samples.some((sample) => typeof sample[load]?.[index] === 'number'));
  const stripWidth = Math.max(40, Math.floor((width - (shown.length - 1) * 8) / Math.max(1, shown.length)));
  const name = live.gpu(index, shortName(head?.host.gpus?.[index]?.name ?? ''));
  const celsius = last?.temperature?.[index];
  const clock = last?.clock?.[index];
  return (
    <section className="gpu" aria-label={name}>
      {brief ? null : (
        <p className="gpu-name">
          <span title={name}>{name}</span>
          <span className="quiet">
            {typeof celsius === 'number' ? ` ${number(celsius)} °C` : ''}
            {typeof clock === 'number' ? ` ${live.clock} ${number(clock)} ${charts.units.percent}` : ''}
          </span>
        </p>
      )}
      <div className="gpu-strips">
        {shown.map((load) => {
          const values = samples.slice(-STRIP_PLACES).map((sample) => sample[load]?.[index] ?? null);
          const now = values.at(-1) ?? null;
          return (
            <div key={load}>
              <p className="strip-label">
                <span>{brief && load === 'gpu' ? live.gpu(index, '') : loads[load]}</span>
                <b>
                  {number(now)}
                  {now === null ? '' : ` ${charts.units.percent}`}
                </b>
              </p>
              <Strip
                title={`${name}: ${loads[load]}, ${live.lastMinutes}`}
                colour={load}
                values={values}
                places={STRIP_PLACES}
                limit={head?.limits[load] ?? null}
                width={stripWidth}
                height={brief ? HEIGHT.brief : HEIGHT.full}
              />
            </div>
          );
        })}
      </div>
    </section>
  );
}
