import { memo, useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Series } from '../../../shared/bridge/series.ts';
import type { Language } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { numberText } from '../../../shared/locale/numbers.ts';
import type { Sample } from '../../../shared/model/trace.ts';
import { useSize } from '../../ui/use-size.ts';
import type { InstanceMark } from '../data/time-marks.ts';
import { LoadOverTime } from '../load-over-time.tsx';
import { PLOT_LEFT, PLOT_RIGHT } from '../parts/chart-frame.tsx';
import type { LoadLimits } from '../parts/limit-marks.tsx';
import type { TimeSpan } from '../parts/time-strip.tsx';
import { cutTo, runLines } from './run-lines.ts';
import { moved, stretchOf, zoomed, type TimeWindow } from './time-window.ts';

interface LoadExplorerProps {
  readonly window: TimeWindow;
  readonly onWindow: (window: TimeWindow) => void;
  /** Told when the room for the plot is known: as many columns can be shown. */
  readonly onColumns: (columns: number) => void;
  /** How far the run reaches, in seconds; while it goes on, with room for what comes. */
  readonly end: number;
  readonly tick: number;
  /** What the engine thinned, and the samples since. */
  readonly series: Series | null;
  readonly tail: readonly Sample[];
  readonly measured: readonly TimeSpan[];
  readonly marks: readonly InstanceMark[];
  readonly limits: LoadLimits;
  /** The capacity whose passing is marked; null while there is none. */
  readonly capacity: number | null;
  readonly gpus: number;
  readonly language: Language;
  /** Shown in the middle while the first answer is on its way. */
  readonly help: string;
}

const STEP = 0.7;
const ROLL = 0.0015;

/** Load over time, to be zoomed and moved with wheel, pointer and keys. Drawn anew only where something of it changed. */
export const LoadExplorer = memo(function LoadExplorer(props: LoadExplorerProps) {
  const { window, onWindow, onColumns, end, tick, series, tail, capacity, language, help } = props;
  const [watch, size] = useSize();
  const place = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ x: number; window: TimeWindow } | null>(null);
  const columns = size ? Math.max(1, size.width - PLOT_LEFT - PLOT_RIGHT) : 0;
  useEffect(() => {
    if (columns > 0) onColumns(columns);
  }, [columns, onColumns]);

  const stretch = stretchOf(window, end);
  const timeAt = (clientX: number) => {
    const left = (place.current?.getBoundingClientRect().left ?? 0) + PLOT_LEFT;
    const share = Math.min(1, Math.max(0, (clientX - left) / Math.max(1, columns)));
    return stretch.from + share * (stretch.to - stretch.from);
  };
  const middle = (stretch.from + stretch.to) / 2;
  const zoomBy = (factor: number, around = middle) => {
    onWindow(zoomed(window, end, factor, around));
  };

  const wheel = useRef((_event: WheelEvent) => undefined as unknown);
  useEffect(() => {
    wheel.current = (event) => {
      event.preventDefault();
      zoomBy(Math.exp(event.deltaY * ROLL), timeAt(event.clientX));
    };
  });
  useEffect(() => {
    // React's own wheel listener is passive, so that the page would scroll along.
    const element = place.current;
    const listener = (event: WheelEvent) => wheel.current(event);
    element?.addEventListener('wheel', listener, { passive: false });
    return () => {
      element?.removeEventListener('wheel', listener);
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    const actions: Record<string, (() => void) | undefined> = {
      '+': () => {
        zoomBy(STEP);
      },
      '=': () => {
        zoomBy(STEP);
      },
      '-': () => {
        zoomBy(1 / STEP);
      },
      ArrowLeft: () => {
        onWindow(moved(window, end, -0.2));
      },
      ArrowRight: () => {
        onWindow(moved(window, end, 0.2));
      },
      '0': () => {
        onWindow({ kind: 'all' });
      },
    };
    const action = actions[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  const pointer = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ x: event.clientX, window });
    },
    onPointerMove: (event: PointerEvent) => {
      if (drag) onWindow(moved(drag.window, end, (drag.x - event.clientX) / Math.max(1, columns)));
    },
    onPointerUp: () => {
      setDrag(null);
    },
    onPointerCancel: () => {
      setDrag(null);
    },
  };

  const { lines, bands, gaps } = useMemo(() => runLines(series, tail, tick), [series, tail, tick]);
  const passed = capacity === null ? undefined : bands.find(({ n }) => n > capacity);
  const { charts, live } = messages(language);
  const shown = cutTo(
    {
      lines,
      bands,
      measured: props.measured,
      marks: props.marks,
      knee: capacity !== null && passed ? { t: passed.from, capacity } : null,
      gaps,
    },
    stretch,
  );
  return (
    <div
      ref={place}
      className={drag ? 'explorer explorer-dragged' : 'explorer'}
      role="group"
      aria-label={`${charts.titles.loadOverTime}. ${help}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      {...pointer}
    >
      <div ref={watch} className="fill">
        {size && size.height > 0 ? (
          <LoadOverTime
            {...shown}
            gaps={shown.gaps.map((gap) => ({
              from: gap.from,
              to: gap.to,
              label: live.gap({
                seconds: numberText(gap.asleep ?? gap.to - gap.from, language),
                asleep: gap.asleep !== null,
              }),
            }))}
            span={stretch}
            growing={tail.length > 0}
            limits={props.limits}
            gpus={props.gpus}
            language={language}
            width={size.width}
            height={size.height}
          />
        ) : null}
      </div>
    </div>
  );
});
