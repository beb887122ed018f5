import type { Capability } from './capability.ts';
import type { Command } from './placeholders.ts';

export const PREVIEW_FORMAT = 'kneescope.preview/1';

/** What `probe --dry-run --json` prints: what a probe would launch and could measure. */
export interface PreviewDocument {
  readonly format: typeof PREVIEW_FORMAT;
  readonly box: string;
  /** The first places with their placeholders filled in; null where nothing would be started. */
  readonly slots: readonly { readonly slot: number; readonly command: Command | null }[];
  /** Null where only the run itself will show. */
  readonly readings: readonly Capability[] | null;
  /** What a probe's length is guessed from; null where nothing tells. */
  readonly duration: Readonly<Record<string, unknown>> | null;
  /** Why nothing could be launched; empty where all is well. */
  readonly problems: readonly {
    readonly code: string;
    readonly data: Readonly<Record<string, unknown>>;
    readonly text: string;
  }[];
}
