import { useMemo, useState, type ReactNode } from 'react';
import type { RunView } from '../../../../shared/bridge/run-view.ts';
import type { Series } from '../../../../shared/bridge/series.ts';
import { DEFAULT_TICK } from '../../../../shared/model/plan.ts';
import { cardCount } from '../../../../shared/model/level-loads.ts';
import type { Limits } from '../../../../shared/model/resources.ts';
import type { Sample } from '../../../../shared/model/trace.ts';
import type { Verdict } from '../../../../shared/model/verdict.ts';
import { framesOverNData, loadOverNData } from '../../../charts/chart-data.ts';
import { instanceMarks } from '../../../charts/data/time-marks.ts';
import { LoadExplorer } from '../../../charts/explore/load-explorer.tsx';
import { stretchOf, type TimeWindow } from '../../../charts/explore/time-window.ts';
import { useSeries } from '../../../charts/explore/use-series.ts';
import { WindowChoice } from '../../../charts/explore/window-choice.tsx';
import { FramesOverN } from '../../../charts/frames-over-n.tsx';
import { LoadOverN } from '../../../charts/load-over-n.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useSize, type Size } from '../../../ui/use-size.ts';

/** A kept run has no samples that the engine has not seen. */
const NO_TAIL: readonly Sample[] = [];

function Sized({ children }: { readonly children: (size: Size) => ReactNode }) {
  const [watch, size] = useSize();
  return (
    <div ref={watch} className="fill">
      {size && size.height > 0 ? children(size) : null}
    </div>
  );
}

interface ChartsProps {
  readonly view: RunView;
  readonly verdict: Verdict;
  readonly limits: Limits;
  /** The whole run, once the engine has told it. */
  readonly whole: Series | null;
}

/** The run as pictures: over time at the engine's own fineness, over n as it was decided now. */
export function Charts({ view, verdict, limits, whole }: ChartsProps) {
  const { texts, language } = useTexts();
  const [window, setWindow] = useState<TimeWindow>({ kind: 'all' });
  const [columns, setColumns] = useState(0);
  const end = view.seconds;
  const asked = window.kind === 'all' ? null : view.summary.run;
  const series = useSeries(asked, window, stretchOf(window, end), columns, 0, whole);
  const marks = useMemo(() => instanceMarks(view.events), [view.events]);
  const overN = useMemo(() => loadOverNData(verdict), [verdict]);
  const frames = useMemo(
    () => framesOverNData({ meta: view.meta, samples: [], events: [], cutOff: false }, verdict),
    [view.meta, verdict],
  );
  const found = verdict.verdict === 'knee' || verdict.verdict === 'zero';
  return (
    <>
      <Panel title={texts.result.overN} className="result-n">
        <Sized>{(size) => <LoadOverN {...overN} language={language} {...size} />}</Sized>
      </Panel>
      {frames.points.length > 0 ? (
        <Panel title={texts.result.framesOverN} className="result-frames">
          <Sized>{(size) => <FramesOverN {...frames} language={language} {...size} />}</Sized>
        </Panel>
      ) : null}
      <Panel
        title={texts.result.overTime}
        className="result-time"
        beside={<WindowChoice window={window} onWindow={setWindow} />}
      >
        <LoadExplorer
          window={window}
          onWindow={setWindow}
          onColumns={setColumns}
          end={end}
          tick={view.meta.tick ?? DEFAULT_TICK}
          series={series}
          tail={NO_TAIL}
          measured={verdict.levels.map(({ from, to }) => ({ from, to }))}
          marks={marks}
          limits={limits}
          capacity={found ? verdict.capacity : null}
          gpus={series?.gpus ?? cardCount(verdict)}
          language={language}
          help={texts.live.zoom.help}
        />
      </Panel>
    </>
  );
}
