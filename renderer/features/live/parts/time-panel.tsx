import { useMemo, useState } from 'react';
import { instanceMarks } from '../../../charts/data/time-marks.ts';
import { LoadExplorer } from '../../../charts/explore/load-explorer.tsx';
import { reachOf, stretchOf, type TimeWindow } from '../../../charts/explore/time-window.ts';
import { useSeries } from '../../../charts/explore/use-series.ts';
import { WindowChoice } from '../../../charts/explore/window-choice.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import type { Followed } from '../run/followed.ts';

const NO_LIMITS = {};

/** What was given when the step was last another: what moves by less than a pixel need not be drawn every second. */
function usePaced<T>(value: T, step: string): T {
  const [kept, setKept] = useState({ step, value });
  if (kept.step === step) return kept.value;
  setKept({ step, value });
  return value;
}

/** How many samples may pass before the thinned part is asked for once more. */
const ASKED_EVERY = 600;

/** The loads of the run so far: its newest samples as they came, all before them thinned by the engine. */
export function TimePanel({ followed }: { readonly followed: Followed }) {
  const { language, texts } = useTexts();
  const [window, setWindow] = useState<TimeWindow>({ kind: 'all' });
  const [columns, setColumns] = useState(0);
  const { run, samples, firstSample, head, verdict, events } = followed;
  const newest = samples.at(-1)?.t ?? 0;
  const now = Math.max(newest, followed.now?.progress.elapsed ?? 0);
  const end = followed.state === 'ended' ? now : reachOf(window, now);
  const stretch = stretchOf(window, end);
  const covered = firstSample === 0 || (samples[0]?.t ?? Number.POSITIVE_INFINITY) <= stretch.from;
  const series = useSeries(
    covered ? null : run,
    window,
    stretch,
    columns,
    Math.floor(firstSample / ASKED_EVERY),
  );
  const marks = useMemo(() => instanceMarks(events), [events]);
  const measured = useMemo(() => (verdict?.levels ?? []).map(({ from, to }) => ({ from, to })), [verdict]);
  const pixel = (stretch.to - stretch.from) / Math.max(1, columns);
  const step = `${run} ${followed.state} ${firstSample === 0} ${end} ${Math.floor(newest / pixel)}`;
  const drawn = usePaced({ samples, firstSample, measured }, step);
  const tail = useMemo(
    () => (series ? drawn.samples.slice(Math.max(0, series.samples - drawn.firstSample)) : drawn.samples),
    [series, drawn],
  );
  const capacity = verdict?.verdict === 'knee' || verdict?.verdict === 'zero' ? verdict.capacity : null;
  return (
    <Panel
      title={texts.live.overTime}
      className="live-time"
      beside={<WindowChoice window={window} onWindow={setWindow} />}
    >
      <LoadExplorer
        window={window}
        onWindow={setWindow}
        onColumns={setColumns}
        end={end}
        tick={head?.tick ?? 1}
        series={series}
        tail={tail}
        measured={drawn.measured}
        marks={marks}
        limits={head?.limits ?? NO_LIMITS}
        capacity={capacity}
        gpus={head?.host.gpus?.length ?? 0}
        language={language}
        help={texts.live.zoom.help}
      />
    </Panel>
  );
}
