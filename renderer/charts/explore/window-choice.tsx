import { Choice } from '../../ui/choice.tsx';
import { useTexts } from '../../ui/language.tsx';
import type { TimeWindow } from './time-window.ts';

const LAST = { two: 120, ten: 600 } as const;
type Name = 'all' | 'own' | keyof typeof LAST;

function nameOf(window: TimeWindow): Name {
  if (window.kind === 'all') return 'all';
  if (window.kind === 'part') return 'own';
  return window.seconds === LAST.two ? 'two' : 'ten';
}

interface WindowChoiceProps {
  readonly window: TimeWindow;
  readonly onWindow: (window: TimeWindow) => void;
}

/** Which part of a run is shown. A part of one's own comes by zooming; its place is kept, so that nothing moves. */
export function WindowChoice({ window, onWindow }: WindowChoiceProps) {
  const { texts } = useTexts();
  const name = nameOf(window);
  const { all, ten, two, own, label } = texts.live.window;
  return (
    <Choice<Name>
      label={label}
      value={name}
      options={[
        { value: 'all', label: all },
        { value: 'ten', label: ten },
        { value: 'two', label: two },
        ...(name === 'own' ? [{ value: 'own' as const, label: own }] : []),
      ]}
      onChange={(next) => {
        if (next === 'all') onWindow({ kind: 'all' });
        else if (next !== 'own') onWindow({ kind: 'last', seconds: LAST[next] });
      }}
    />
  );
}
