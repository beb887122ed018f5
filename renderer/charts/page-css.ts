import { FONT_FAMILY, themeCss } from '../ui/theme.ts';

/** What a page needs that shows charts without the dashboard around them: their colours, light and dark, and their font. */
export function pageCss(): string {
  return `${themeCss()}\nbody { font-family: ${FONT_FAMILY}; }`;
}
