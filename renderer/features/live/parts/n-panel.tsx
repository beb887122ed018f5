import { loadOverNData } from '../../../charts/chart-data.ts';
import { LoadOverN } from '../../../charts/load-over-n.tsx';
import { useTexts } from '../../../ui/language.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useSize } from '../../../ui/use-size.ts';
import { useSteady } from '../../../ui/use-steady.ts';
import type { Followed } from '../run/followed.ts';

function shownOf({ verdict, head, now, state }: Followed) {
  const data = verdict
    ? loadOverNData(verdict)
    : { resources: [], limits: head?.limits ?? {}, capacity: null, gpus: 0 };
  const { predicted = null, predictedRange = null } = now?.progress ?? {};
  // What was found needs no prediction beside it, and nothing is known of the capacity before a level is.
  const found = verdict?.verdict === 'knee' || verdict?.verdict === 'zero';
  const expected =
    state === 'running' && predicted !== null && !found ? { n: predicted, range: predictedRange } : null;
  return { data, capacity: (verdict?.levels.length ?? 0) > 0 ? data.capacity : null, expected };
}

/** Load over n as it is known by now, and where the knee is expected. */
export function NPanel({ followed }: { readonly followed: Followed }) {
  const { language, texts } = useTexts();
  const [watch, size] = useSize();
  const { data, capacity, expected } = useSteady(shownOf(followed));
  return (
    <Panel title={texts.live.overN} className="live-n">
      <div ref={watch} className="fill">
        {size && size.height > 0 ? (
          <LoadOverN
            {...data}
            capacity={capacity}
            expected={expected}
            brief={data.gpus > 1}
            language={language}
            {...size}
          />
        ) : null}
      </div>
    </Panel>
  );
}
