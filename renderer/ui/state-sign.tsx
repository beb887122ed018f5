import type { InstanceState } from '../../shared/bridge/live.ts';

export type Sign = InstanceState | 'failed';

const SHAPES: Record<Sign, { d: string; hollow: boolean }> = {
  starting: { d: 'M6,1.5A4.5,4.5 0 1 1 1.5,6', hollow: true },
  ready: { d: 'M6,1.2A4.8,4.8 0 1 1 5.99,1.2Z', hollow: false },
  hung: { d: 'M3.5,1.5V10.5M8.5,1.5V10.5', hollow: true },
  stopping: { d: 'M6,11L1.2,3H10.8Z', hollow: true },
  ended: { d: 'M2,6H10', hollow: true },
  failed: { d: 'M2,2L10,10M10,2L2,10', hollow: true },
};

/** A state as a shape of its own: colour is never alone. The word stands beside it or is heard. */
export function StateSign({ state }: { readonly state: Sign }) {
  const { d, hollow } = SHAPES[state];
  return (
    <svg className={`sign sign-${state}`} width={12} height={12} viewBox="0 0 12 12" aria-hidden="true">
      <path
        d={d}
        fill={hollow ? 'none' : 'currentColor'}
        stroke={hollow ? 'currentColor' : 'none'}
        strokeWidth={2}
        strokeLinecap="round"
      />
    </svg>
  );
}
