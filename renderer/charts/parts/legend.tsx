import { paint, type ColourName } from '../../ui/theme.ts';
import { setInRows, textWidth } from '../geometry/text-layout.ts';
import { EventSign, type EventKind } from './event-sign.tsx';
import type { MarkerStyle } from './line-style.ts';
import { Marker } from './marker.tsx';

type Swatch =
  | {
      readonly kind: 'line';
      readonly colour: ColourName;
      readonly dash: string;
      readonly marker?: MarkerStyle;
    }
  | { readonly kind: 'bands' }
  | { readonly kind: 'measured' }
  | { readonly kind: 'interval' }
  | { readonly kind: 'event'; readonly event: EventKind };

export interface LegendItem {
  readonly label: string;
  readonly swatch: Swatch;
}

const FONT_SIZE = 11;
const ROW = 17;
const SWATCH = 26;
const SIGN = 8;
const BESIDE = 5;
const GAP = 16;

/** Signs are narrower than lines. */
const swatchWidth = ({ kind }: Swatch) => (kind === 'event' || kind === 'interval' ? SIGN : SWATCH);
const widthOf = ({ label, swatch }: LegendItem) => swatchWidth(swatch) + BESIDE + textWidth(label, FONT_SIZE);

/** How high a legend is in a picture of this width, in pixels. */
export function legendHeight(items: readonly LegendItem[], width: number): number {
  return items.length === 0 ? 0 : ((setInRows(items.map(widthOf), width, GAP).at(-1)?.row ?? 0) + 1) * ROW;
}

function SwatchMark({ swatch }: { readonly swatch: Swatch }) {
  if (swatch.kind === 'event') return <EventSign x={SIGN / 2} y={0} kind={swatch.event} />;
  if (swatch.kind === 'measured')
    return <rect x={0} y={-1.5} width={SWATCH} height={3} fill={paint('quiet')} />;
  if (swatch.kind === 'bands')
    return (
      <>
        <rect x={0} y={-6} width={SWATCH / 2} height={12} fill={paint('band-even')} />
        <rect x={SWATCH / 2} y={-6} width={SWATCH / 2} height={12} fill={paint('band-odd')} />
      </>
    );
  if (swatch.kind === 'interval')
    return (
      <g transform={`translate(${SIGN / 2},0)`}>
        <path d="M-3,-6H3M0,-6V6M-3,6H3" fill="none" stroke={paint('quiet')} strokeWidth={1.2} />
        <circle r={2.6} fill={paint('quiet')} />
      </g>
    );
  const { colour, dash, marker } = swatch;
  return (
    <>
      <line
        x1={0}
        y1={0}
        x2={SWATCH}
        y2={0}
        stroke={paint(colour)}
        strokeWidth={1.6}
        strokeDasharray={dash}
      />
      {marker ? <Marker x={SWATCH / 2} y={0} colour={colour} {...marker} /> : null}
    </>
  );
}

/** What the lines are, in rows from the top left corner. */
export function Legend({ items, width }: { readonly items: readonly LegendItem[]; readonly width: number }) {
  const places = setInRows(items.map(widthOf), width, GAP);
  return (
    <g fontSize={FONT_SIZE}>
      {items.map((item, index) => {
        const { x, row } = places[index] ?? { x: 0, row: 0 };
        return (
          <g key={item.label} transform={`translate(${x},${row * ROW + ROW / 2})`}>
            <SwatchMark swatch={item.swatch} />
            <text x={swatchWidth(item.swatch) + BESIDE} y={4} fill={paint('ink')}>
              {item.label}
            </text>
          </g>
        );
      })}
    </g>
  );
}
