interface AudienceBounds {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** What each number may be. Beyond these it is a slip of the finger or no audience of this world. */
export const AUDIENCE_BOUNDS = {
  streams: { least: 0, most: 100_000, whole: true },
  spectators: { least: 0, most: 10_000_000, whole: true },
  bitrate: { least: 0.01, most: 10_000 },
  uplink: { least: 0, most: 10_000_000 },
  overhead: { least: 1, most: 3 },
  arrivals: { least: 0, most: 1_000_000 },
  session: { least: 0.1, most: 10_080 },
  share: { least: 0.001, most: 1000 },
  patience: { least: 0.01, most: 10_080 },
  room: { least: 0, most: 100_000, whole: true },
  targetShare: { least: 1, most: 99.99 },
  targetSeconds: { least: 0, most: 86_400 },
  spare: { least: 0, most: 100, whole: true },
  capacity: { least: 1, most: 10_000, whole: true },
  price: { least: 0, most: 1_000_000 },
  count: { least: 0, most: 10_000, whole: true },
  cores: { least: 1, most: 4096 },
  speed: { least: 0.01, most: 100 },
  cards: { least: 0, most: 256, whole: true },
  memoryGiB: { least: 0.25, most: 1_048_576 },
  encoderSessions: { least: 0, most: 1000, whole: true },
  more: { least: 1, most: 10_000, whole: true },
  seed: { least: 0, most: 4_294_967_295, whole: true },
} as const satisfies Record<string, AudienceBounds>;
