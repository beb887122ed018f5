/** Seconds since the run's start, on a monotonic clock. */
export type Seconds = number;
/** Percent of the whole box or card, 0 to 100. */
export type Percent = number;
/** Mebibytes, 2²⁰ bytes. */
export type MiB = number;
export type Celsius = number;
export type FramesPerSecond = number;
/** A wall-clock moment as ISO 8601 with its time zone, for people; never computed with. */
export type IsoTime = string;
/** Megabit per second; a megabit is 10⁶ bit. */
export type Mbps = number;
/** Offered load: arrivals per time × mean time in service, in places that it would keep busy. */
export type Erlangs = number;
