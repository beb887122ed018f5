import type { Box } from './box.ts';
import type { LocalBox } from './local/local-box.ts';

/** The box where it launches on this machine, with what it can tell beyond the controller's needs; else null. */
export function localOf(box: Box): LocalBox | null {
  return 'instances' in box ? (box as LocalBox) : null;
}
