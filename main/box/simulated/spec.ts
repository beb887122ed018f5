import type { Limits } from '../../../shared/model/resources.ts';
import type { Celsius, MiB, Percent, Seconds } from '../../../shared/model/units.ts';

/** Points: percent of the box (CPU) or of one card at full clock (GPU). */
export type Points = number;

/** What one instance asks for, on average, and how that varies while its scene plays. */
export interface ProgramSpec {
  readonly cpu: Points;
  readonly gpu: Points;
  readonly encoder: Points;
  readonly vramMiB: MiB;
  readonly ramMiB: MiB;
  readonly scene: {
    readonly period: Seconds;
    /** Amplitudes of the first and second harmonic, as shares of the mean. */
    readonly swing: readonly [number, number];
    /** Of the AR(1) part, as a share of the mean, and its correlation from one second to the next. */
    readonly noise: number;
    readonly correlation: number;
    /** Spikes per second, and their size as a share of the mean. */
    readonly spikes: { readonly rate: number; readonly size: number };
  };
  readonly frames: {
    readonly target: number;
    /** Share of a core that the main thread needs with n instances: `alone × (1 + each × (n − 1))`. */
    readonly thread: { readonly alone: number; readonly each: number };
  };
}

export type ReadySign = 'on-time' | 'early' | 'late' | 'never';

export interface StartupSpec {
  readonly seconds: readonly [Seconds, Seconds];
  /** How much longer it takes for each other instance that loads at the same time, as a share. */
  readonly contention: number;
  readonly cpuBurst: Points;
  /** GPU load while loading, as a share of the later one. */
  readonly gpuShare: number;
  /** Load right after loading, above (or below) the later mean as a share, and how fast that decays. */
  readonly settle: { readonly share: number; readonly seconds: Seconds };
  /** A pause on the way, as in a menu, at this share of loading: everything stands still and looks finished. */
  readonly plateau: { readonly at: number; readonly seconds: Seconds; readonly gpuShare: number } | null;
  readonly ready: ReadySign;
  /** VRAM goes on growing by this share after loading, with this time constant. */
  readonly growth: { readonly share: number; readonly seconds: Seconds } | null;
}

export interface CardSpec {
  readonly vramMiB: MiB;
  /** Work per second relative to the first card: the same instance takes `gpu ÷ speed` points. */
  readonly speed: number;
  readonly base: { readonly gpu: Points; readonly vramMiB: MiB };
  /** Clock at no load as a share of the full one, and the work at which it is full; null where it stands still. */
  readonly boost: { readonly least: number; readonly fullAt: Points } | null;
  readonly thermal: {
    readonly ambient: Celsius;
    /** Degrees above ambient at full power. */
    readonly rise: Celsius;
    readonly seconds: Seconds;
    readonly slowdown: Celsius;
    /** Share of the clock lost per degree beyond the slowdown temperature. */
    readonly perDegree: number;
    readonly floor: number;
  } | null;
}

export interface BackgroundSpec {
  readonly cpu: Points;
  readonly bursts: {
    readonly cpu: Points;
    readonly gpu: Points;
    readonly on: Seconds;
    readonly off: Seconds;
  } | null;
}

export interface WorldSpec {
  readonly family: string;
  readonly seed: number;
  readonly cap: number;
  readonly limits: Limits;
  readonly cores: number;
  readonly ramMiB: MiB;
  readonly baseRamMiB: MiB;
  readonly cards: readonly CardSpec[];
  readonly spread: 'round-robin' | 'first';
  readonly program: ProgramSpec;
  readonly startup: StartupSpec;
  /** Only so many windows, the newest, are in view; those behind them ask for this share of their card. Null: all render alike. */
  readonly hidden: { readonly inView: number; readonly share: number } | null;
  readonly background: BackgroundSpec;
  /** What happens when a card's memory is exceeded. */
  readonly overflow: 'frames' | 'newest-dies';
  /** From this many instances on one dies each time; null for never. */
  readonly deaths: {
    readonly from: number;
    readonly who: 'newest' | 'older';
    readonly after: Seconds;
  } | null;
  /** Chance that a launch fails by itself. */
  readonly launchFails: number;
  readonly counters: {
    readonly noise: Points;
    readonly step: Percent;
    readonly missing: number;
    readonly frames: boolean;
    readonly clocks: boolean;
    readonly temperatures: boolean;
    /** Whether cards say at which temperature they slow down. */
    readonly slowdowns: boolean;
  };
}

/** What each card says of the temperature at which it slows down; null where it does not say. */
export function toldSlowdowns({ cards, counters }: WorldSpec): (Celsius | null)[] {
  return cards.map(({ thermal }) => (counters.slowdowns ? (thermal?.slowdown ?? null) : null));
}
