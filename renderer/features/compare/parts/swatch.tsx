import { Marker } from '../../../charts/parts/marker.tsx';
import { RUN_LOOKS } from '../../../charts/runs-over-n.tsx';

/** The sign of a run, as in the picture. */
export function Swatch({ place }: { readonly place: number }) {
  const look = RUN_LOOKS[place];
  if (!look) return null;
  return (
    <svg className="compare-sign" width={16} height={16} viewBox="0 0 16 16" aria-hidden="true">
      <Marker x={8} y={8} colour={look.colour} {...look.marker} />
    </svg>
  );
}
