/** One use of a graphics card, as its driver tells it in `/proc/PID/fdinfo/FD` (Documentation/gpu/drm-usage-stats.rst). */
export interface DrmClient {
  readonly driver: string;
  /** The card's PCI address; null on cards that are on no PCI bus. */
  readonly card: string | null;
  /** With the card it names one client, however many descriptors lead to it. */
  readonly id: number;
  readonly engines: ReadonlyMap<string, DrmEngine>;
  /** Memory in KiB by the driver's own names for where it is. */
  readonly memoryKiB: ReadonlyMap<string, number>;
}

export interface DrmEngine {
  /** Time that engines of this kind worked for the client, in ns; with `total` in cycles. */
  readonly busy: number;
  /** Cycles that passed in all, where the driver counts in cycles. */
  readonly total: number | null;
  /** How many engines of this kind there are. */
  readonly capacity: number;
}

const KIB: Readonly<Record<string, number>> = { '': 1 / 1024, KiB: 1, MiB: 1024, GiB: 1_048_576 };
/** What is there now tells more than what was asked for; of the names for it the first that a driver has. */
const MEMORY = ['drm-resident-', 'drm-memory-', 'drm-total-'] as const;

/** @returns null where the text is that of another kind of file, or of a driver that tells nothing */
export function parseDrmClient(text: string): DrmClient | null {
  if (!text.includes('drm-client-id')) return null;
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0 && line.startsWith('drm-')) fields.set(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const id = numberOf(fields.get('drm-client-id'));
  if (id === null) return null;
  return {
    driver: fields.get('drm-driver') ?? '',
    card: fields.get('drm-pdev') ?? null,
    id,
    engines: enginesOf(fields),
    memoryKiB: memoryOf(fields),
  };
}

function enginesOf(fields: ReadonlyMap<string, string>): ReadonlyMap<string, DrmEngine> {
  const engines = new Map<string, DrmEngine>();
  for (const [name, value] of fields) {
    const [, unit, engine] = /^drm-(engine|cycles)-(.+)$/u.exec(name) ?? [];
    if (unit === undefined || engine === undefined || engine.startsWith('capacity-')) continue;
    const busy = numberOf(value);
    const total = unit === 'cycles' ? numberOf(fields.get(`drm-total-cycles-${engine}`)) : null;
    // Cycles without their total say nothing of a load; some drivers have both kinds, and time is enough.
    if (busy === null || (unit === 'cycles' && (total === null || fields.has(`drm-engine-${engine}`))))
      continue;
    const capacity = numberOf(fields.get(`drm-engine-capacity-${engine}`)) ?? 1;
    engines.set(engine, { busy, total, capacity: Math.max(1, capacity) });
  }
  return engines;
}

function memoryOf(fields: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const memory = new Map<string, number>();
  for (const prefix of MEMORY) {
    for (const [name, value] of fields) {
      const region = name.startsWith(prefix) ? name.slice(prefix.length) : null;
      if (region === null || region.startsWith('cycles-') || memory.has(region)) continue;
      const [amount = '', unit = ''] = value.split(/\s+/u);
      const factor = KIB[unit];
      const number = numberOf(amount);
      if (factor !== undefined && number !== null) memory.set(region, number * factor);
    }
  }
  return memory;
}

function numberOf(text: string | undefined): number | null {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isFinite(value) ? value : null;
}
