import { paint } from '../../ui/theme.ts';
import { textWidth } from '../geometry/text-layout.ts';

const FONT_SIZE = 10;
const EDGE = 3;

/** Bold letters are about this much wider. */
const BOLD = 1.12;

/** How wide a tag with this text is, in pixels. */
export function tagWidth(text: string, bold: boolean): number {
  return textWidth(text, FONT_SIZE) * (bold ? BOLD : 1) + 2 * EDGE;
}

interface TagProps {
  /** The left edge, and the middle of the height. */
  readonly x: number;
  readonly y: number;
  readonly bold?: boolean;
  readonly children: string;
}

/** A label on top of lines, on a ground of its own, so that it can be read whatever is behind it. */
export function Tag({ x, y, bold = false, children }: TagProps) {
  return (
    <>
      <rect
        x={x}
        y={y - 6}
        width={tagWidth(children, bold)}
        height={12}
        fill={paint('paper')}
        fillOpacity={0.9}
      />
      <text x={x + EDGE} y={y + 3.5} fontSize={FONT_SIZE} fontWeight={bold ? 700 : 400} fill={paint('ink')}>
        {children}
      </text>
    </>
  );
}
