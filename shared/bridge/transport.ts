/** What a line tells. After `closed` it tells nothing more. */
export interface TransportListener {
  readonly opened: () => void;
  readonly received: (text: string) => void;
  /** @param refused whether opening it again would be refused again */
  readonly closed: (refused: boolean) => void;
}

/** One line to the engine, from its opening to its end. */
export interface Transport {
  send(text: string): void;
  close(): void;
}

export type OpenTransport = (listener: TransportListener) => Transport;
