import { csvCells } from './csv-line.ts';

/**
 * Reads the log of MangoHud: lines about the system, then a header that begins with `fps,frametime`, then a line a frame.
 * Up to version 0.6.8 frame times are in microseconds, later in milliseconds; the rate beside each tells which.
 */
export class MangoHudReader {
  #columns: { readonly fps: number; readonly frameTime: number } | null = null;

  /** @returns how long the frame took in milliseconds; null where the line is no frame */
  line(text: string): number | null {
    const cells = csvCells(text);
    if (!this.#columns) {
      const [fps, frameTime] = [cells.indexOf('fps'), cells.indexOf('frametime')];
      if (fps >= 0 && frameTime >= 0) this.#columns = { fps, frameTime };
      return null;
    }
    const fps = Number(cells[this.#columns.fps]);
    const frameTime = Number(cells[this.#columns.frameTime]);
    if (!(fps > 0) || !(frameTime > 0)) return null;
    // One divides a second by the other: in milliseconds they make 1,000.
    return fps * frameTime > 31_623 ? frameTime / 1000 : frameTime;
  }
}
