import { constants, createReadStream, createWriteStream } from 'node:fs';
import { copyFile, link, mkdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeFolder } from '../../../os/make-folder.ts';
import type { SourceFile, SourceTree } from './source-tree.ts';

/** What the volume that copies go to can do with files of the source. */
export interface Means {
  /** Blocks can be shared until one side writes: a copy costs no space and no time. */
  readonly reflinks: boolean;
  readonly hardLinks: boolean;
}

/** The system copies a file in one go; one as large as this is copied by us, so that it can be given up half way. */
const LARGE_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 4 * 1024 * 1024;
/** Small files are mostly waiting; more at a time gains nothing on two cores and disturbs what is measured. */
const AT_A_TIME = 4;

/**
 * Finds out by trying, on a file of the source.
 * @param folder exists, on the volume that the copies go to
 */
export async function findMeans(source: string, { files }: SourceTree, folder: string): Promise<Means> {
  const trial = path.join(folder, '.trial');
  const works = async (file: SourceFile | undefined, attempt: (from: string) => Promise<void>) => {
    if (!file) return false;
    try {
      await attempt(path.join(source, file.name));
      return true;
    } catch {
      return false;
    } finally {
      await rm(trial, { force: true });
    }
  };
  const smallest = files.filter(({ bytes }) => bytes > 0).toSorted((a, b) => a.bytes - b.bytes)[0];
  return {
    reflinks: await works(smallest, (from) => copyFile(from, trial, constants.COPYFILE_FICLONE_FORCE)),
    hardLinks: await works(
      files.find(({ linked }) => linked),
      (from) => link(from, trial),
    ),
  };
}

/** What a copy of the file takes on its volume. */
export function costOf({ bytes, linked }: SourceFile, { reflinks, hardLinks }: Means): number {
  return reflinks || (linked && hardLinks) ? 0 : bytes;
}

async function copyOne(
  file: SourceFile,
  from: string,
  to: string,
  means: Means,
  signal: AbortSignal,
  copied: (bytes: number) => void,
): Promise<void> {
  signal.throwIfAborted();
  if (file.linked && means.hardLinks) {
    await link(from, to);
  } else if (means.reflinks || file.bytes < LARGE_BYTES) {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  } else {
    const input = createReadStream(from, { highWaterMark: CHUNK_BYTES });
    input.on('data', (chunk) => {
      copied(chunk.length);
    });
    await pipeline(input, createWriteStream(to, { mode: file.mode }), { signal });
    return;
  }
  copied(file.bytes);
}

export interface CopyOrder {
  readonly source: string;
  readonly tree: SourceTree;
  /** Is made; must not exist. */
  readonly target: string;
  readonly means: Means;
  readonly signal: AbortSignal;
  /** Told of every piece that is done, linked ones too. */
  readonly copied: (bytes: number) => void;
}

/**
 * Makes one copy of the source.
 * @throws the system's error, or the signal's reason; what was made by then stays, for whoever removes the folder
 */
export async function copyTree({ source, tree, target, means, signal, copied }: CopyOrder): Promise<void> {
  await makeFolder(target);
  for (const folder of tree.folders) await mkdir(path.join(target, folder));
  for (const { name, target: pointsTo } of tree.symbolicLinks) {
    // One that points into the source by its whole path shall point into the copy.
    const inside = path.isAbsolute(pointsTo) ? counterpart(pointsTo, source, target) : null;
    await symlink(inside ?? pointsTo, path.join(target, name));
  }
  const waiting = tree.files.values();
  const work = async () => {
    for (const file of waiting)
      await copyOne(file, path.join(source, file.name), path.join(target, file.name), means, signal, copied);
  };
  const done = await Promise.allSettled(Array.from({ length: AT_A_TIME }, work));
  const failed = done.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason as Error;
}

/** Where a path inside one folder lies in another; null where it is not inside. */
export function counterpart(file: string, folder: string, other: string): string | null {
  const place = path.relative(folder, file);
  if (place === '') return other;
  return place.startsWith('..') || path.isAbsolute(place) ? null : path.join(other, place);
}
