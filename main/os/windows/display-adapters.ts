import type { MiB } from '../../../shared/model/units.ts';
import type { NativeFunction, NativeLibrary } from '../native/load-library.ts';
import { readWideText } from '../native/wide-text.ts';
import { systemLibrary } from './system-library.ts';

/** What the kernel knows of a display adapter; null is what it does not tell. */
export interface DisplayAdapter {
  readonly name: string | null;
  /** As Linux writes it. The kernel does not tell the domain, which is 0 on all but the largest servers. */
  readonly pciAddress: string | null;
  /** Its own memory, in all. */
  readonly dedicatedMiB: MiB | null;
  /** Computed by the processor, as the Basic Render Driver is. */
  readonly software: boolean | null;
}

export interface DisplayAdapters {
  /** @param luid the number that counters name an adapter by; it changes at reboot */
  get(luid: Luid): DisplayAdapter;
}

export interface Luid {
  readonly high: number;
  readonly low: number;
}

const UNKNOWN: DisplayAdapter = { name: null, pciAddress: null, dedicatedMiB: null, software: null };

/** Questions of `D3DKMTQueryAdapterInfo` (d3dkmthk.h) with the size of their answers. */
const SEGMENT_SIZE = { type: 3, bytes: 24 };
const ADDRESS = { type: 6, bytes: 12 };
/** Four texts of 260 characters, of which the first names the adapter. */
const REGISTRY = { type: 8, bytes: 4 * 520, name: 520 };
const KIND = { type: 15, bytes: 4, software: 0x4 };
const NO_ADDRESS = 0xffff_ffff;

/** Asks through gdi32, which every Windows has; where it lacks a function, nothing is known of any adapter. */
export async function displayAdapters(): Promise<DisplayAdapters> {
  const { library } = await systemLibrary('gdi32.dll');
  const open = library?.func('int32_t D3DKMTOpenAdapterFromLuid(void *request)');
  const query = library?.func('int32_t D3DKMTQueryAdapterInfo(void *request)');
  const close = library?.func('int32_t D3DKMTCloseAdapter(void *request)');
  if (!library || !open || !query || !close) return { get: () => UNKNOWN };
  return {
    get: ({ high, low }) => {
      const request = Buffer.alloc(12);
      request.writeUInt32LE(low);
      request.writeUInt32LE(high, 4);
      if (open(request) !== 0) return UNKNOWN;
      const handle = request.subarray(8);
      try {
        return describe((question) => ask(library, query, handle.readUInt32LE(), question));
      } finally {
        close(handle);
      }
    },
  };
}

type Question = { readonly type: number; readonly bytes: number };

function ask(library: NativeLibrary, query: NativeFunction, handle: number, { type, bytes }: Question) {
  const answer = Buffer.alloc(bytes);
  const request = Buffer.alloc(24);
  request.writeUInt32LE(handle);
  request.writeUInt32LE(type, 4);
  request.writeBigUInt64LE(library.addressOf(answer), 8);
  request.writeUInt32LE(bytes, 16);
  return query(request) === 0 ? answer : null;
}

function describe(answerTo: (question: Question) => Buffer | null): DisplayAdapter {
  const [registry, address] = [answerTo(REGISTRY), answerTo(ADDRESS)];
  const [segments, kind] = [answerTo(SEGMENT_SIZE), answerTo(KIND)];
  const dedicated = segments === null ? null : Number(segments.readBigUInt64LE() / 1_048_576n);
  return {
    name: registry === null ? null : readWideText(registry, 0, REGISTRY.name) || null,
    pciAddress: address === null ? null : pciAddress(address),
    dedicatedMiB: dedicated,
    software: kind === null ? null : (kind.readUInt32LE() & KIND.software) !== 0,
  };
}

function pciAddress(address: Buffer): string | null {
  const [bus = 0, device = 0, part = 0] = [0, 4, 8].map((at) => address.readUInt32LE(at));
  if ([bus, device, part].includes(NO_ADDRESS)) return null;
  const two = (value: number) => value.toString(16).padStart(2, '0');
  return `0000:${two(bus)}:${two(device)}.${part.toString(16)}`;
}
