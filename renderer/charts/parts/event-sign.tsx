import { paint } from '../../ui/theme.ts';

export type EventKind = 'launch' | 'exit' | 'failed';

/** An instance came (filled, up), went (hollow, down) or failed (a cross). */
export function EventSign({
  x,
  y,
  kind,
}: {
  readonly x: number;
  readonly y: number;
  readonly kind: EventKind;
}) {
  const place = `translate(${x},${y})`;
  if (kind === 'launch') return <path transform={place} d="M0,-3.5L3.2,3H-3.2Z" fill={paint('ink')} />;
  if (kind === 'exit')
    return <path transform={place} d="M0,3.5L3.2,-3H-3.2Z" fill={paint('paper')} stroke={paint('ink')} />;
  return (
    <path transform={place} d="M-3,-3L3,3M3,-3L-3,3" fill="none" stroke={paint('alarm')} strokeWidth={2} />
  );
}
