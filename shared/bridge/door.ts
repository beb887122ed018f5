import type { OpenTransport } from './transport.ts';

/** The name under which the desktop's preload puts its door on the page. */
export const DOOR = 'kneescopeDoor';

/** All that the desktop's page has beyond what a browser gives it: a line to the engine, and the path of what was dropped on it. */
export interface Door {
  readonly open: OpenTransport;
  /** @param file of a drop or of an input; empty for one that lies on no disk */
  readonly pathOf: (file: object) => string;
}

/** A page asks for a line with a number of its choosing, and is given a port with the same number. */
export const LINE = { ask: 'line.ask', give: 'line.give' } as const;

/**
 * What goes through a line's port: a text is a message of the bridge, a number is sent back by the page for each that it has
 * read, with how many characters it had. So the engine knows who does not read.
 */
export type PortMessage = string | number;
