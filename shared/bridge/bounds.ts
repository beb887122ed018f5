/** How large what goes over the wire may be; a message beyond it ends the connection. */
export const BRIDGE_BOUNDS = {
  /** Characters of one request: a plan with long arguments fits a hundred times. */
  request: 256 * 1024,
  /** Requests of one face that may wait for their answers. */
  waiting: 32,
  /** Samples that one update holds; who lacks more asks for the series. */
  samplesPerUpdate: 600,
  /** Of so many samples, the newest, an update tells each core too. */
  coresPerUpdate: 60,
  /** Events that one update holds, the newest. */
  eventsPerUpdate: 500,
  /** Instances that one update tells of: all that run, then those that ended last. */
  instancesPerUpdate: 400,
  /** Events that an opened run holds, the newest. */
  eventsPerRun: 5000,
  /** Columns of a series: more than any screen has. */
  columns: 8192,
  logLines: 1000,
  /** Characters of one part of a file, in base64. */
  filePart: 128 * 1024,
  /** Bytes of one file that is taken in. */
  fileBytes: 4 * 1024 ** 3,
  /** Files that are taken in at once. */
  files: 40,
  /** Runs that are removed or brought back at once. */
  runsAtOnce: 10_000,
  /** Runs that one comparison holds. */
  comparedRuns: 5,
  /** Qualities, kinds of session or of box in one question about an audience. */
  audienceRows: 12,
  pathMatches: 60,
  /** Seconds between two signs of life; a face that hears none for three times as long takes the line for lost. */
  pulseSeconds: 5,
} as const;
