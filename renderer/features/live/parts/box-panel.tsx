import type { Load } from '../../../../shared/model/resources.ts';
import { CoreStrips } from '../../../charts/core-strips.tsx';
import { Strip } from '../../../charts/strip.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useSize } from '../../../ui/use-size.ts';
import { CORE_READINGS_KEPT, type Followed } from '../run/followed.ts';
import { CardHeat } from './card-heat.tsx';
import { GPU_ROW, GpuRow, STRIP_PLACES } from './gpu-row.tsx';
import { NotRead } from './not-read.tsx';

const WHOLE = ['cpu', 'ram'] as const satisfies readonly Load[];
const HEIGHT = 26;
/** How much of the room the cards may take before they are shown without their names. */
const SHARE_OF_CARDS = 0.5;

/** The box itself: CPU and RAM, a strip per GPU and per core, and what cannot be read of it. */
export function BoxPanel({ followed }: { readonly followed: Followed }) {
  const { texts, number } = useTexts();
  const { live, loads, charts } = texts;
  const [watch, size] = useSize();
  const [watchCores, coreSize] = useSize();
  const { head, samples, cores, now } = followed;
  const cards = Math.max(
    head?.host.gpus?.length ?? 0,
    samples.at(-1)?.gpu?.length ?? 0,
    samples.at(-1)?.vram?.length ?? 0,
  );
  const width = size?.width ?? 0;
  const half = Math.max(40, Math.floor((width - 8) / 2));
  const brief = cards * GPU_ROW > (size?.height ?? 0) * SHARE_OF_CARDS;
  const count = cores.at(-1)?.length ?? 0;
  const perCore = Array.from({ length: count }, (_, core) => cores.map((reading) => reading[core] ?? null));
  return (
    <Panel title={live.box} className="live-box">
      <div className="fill live-box-body" ref={watch}>
        <div
          className={brief ? 'live-box-cards live-box-brief' : 'live-box-cards'}
          tabIndex={0}
          role="group"
          aria-label={live.box}
        >
          <div className="gpu-strips">
            {WHOLE.map((load) => {
              const values = samples.slice(-STRIP_PLACES).map((sample) => sample[load] ?? null);
              const reading = values.at(-1) ?? null;
              return (
                <div key={load}>
                  <p className="strip-label">
                    <span>{loads[load]}</span>
                    <b>
                      {number(reading)}
                      {reading === null ? '' : ` ${charts.units.percent}`}
                    </b>
                  </p>
                  <Strip
                    title={`${loads[load]}, ${live.lastMinutes}`}
                    colour={load}
                    values={values}
                    places={STRIP_PLACES}
                    limit={head?.limits[load] ?? null}
                    width={half}
                    height={HEIGHT}
                  />
                </div>
              );
            })}
          </div>
          {cards === 0 && samples.length > 0 ? <p className="quiet">{live.noGpu}</p> : null}
          {Array.from({ length: cards }, (_, index) => (
            <GpuRow key={index} index={index} head={head} samples={samples} width={width} brief={brief} />
          ))}
          {brief ? <CardHeat last={samples.at(-1)} /> : null}
        </div>
        <p className="strip-label">{count > 0 ? live.cores(count) : live.noCores}</p>
        <div className="live-cores" ref={watchCores}>
          {coreSize && count > 0 ? (
            <CoreStrips title={live.cores(count)} cores={perCore} places={CORE_READINGS_KEPT} {...coreSize} />
          ) : null}
        </div>
      </div>
      <NotRead readings={now?.readings ?? null} />
    </Panel>
  );
}
