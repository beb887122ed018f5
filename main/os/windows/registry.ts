import { readWideText, wideText } from '../native/wide-text.ts';
import { systemLibrary } from './system-library.ts';

/** Reads values of the registry; null for what is not there, or not ours to see. */
export interface Registry {
  text(hive: Hive, key: string, name: string): string | null;
  number(hive: Hive, key: string, name: string): number | null;
}
export type Hive = 'machine' | 'user';

const HIVES: Readonly<Record<Hive, bigint>> = { machine: 0x8000_0002n, user: 0x8000_0001n };
const ONLY_TEXT = 0x2;
const ONLY_NUMBER = 0x10;
const MOST_BYTES = 2048;

/** Never rejects: where the library cannot be loaded nothing is known. */
export async function openRegistry(): Promise<Registry> {
  const { library } = await systemLibrary('advapi32.dll');
  const get = library?.func(
    'int32_t RegGetValueW(uint64_t hive, void *key, void *name, uint32_t kinds, void *kind, void *into, void *bytes)',
  );
  const read = (hive: Hive, key: string, name: string, kinds: number): Buffer | null => {
    const [into, bytes] = [Buffer.alloc(MOST_BYTES), Buffer.alloc(4)];
    bytes.writeUInt32LE(MOST_BYTES);
    const failed = get?.(HIVES[hive], wideText(key), wideText(name), kinds, null, into, bytes);
    return failed === 0 ? into.subarray(0, bytes.readUInt32LE()) : null;
  };
  return {
    text: (hive, key, name) => {
      const found = read(hive, key, name, ONLY_TEXT);
      return found === null ? null : readWideText(found, 0);
    },
    number: (hive, key, name) => {
      const found = read(hive, key, name, ONLY_NUMBER);
      return found?.length === 4 ? found.readUInt32LE() : null;
    },
  };
}
