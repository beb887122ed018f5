import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plan } from '../../../../shared/model/plan.ts';
import { Problem } from '../../../../shared/model/problem.ts';
import type { MiB } from '../../../../shared/model/units.ts';
import { makeFolder } from '../../../os/make-folder.ts';
import type { Copying } from '../../box.ts';
import { copyTree, costOf, counterpart, findMeans, type Means } from './copy-tree.ts';
import { changedSince, readSourceTree, type SourceTree } from './source-tree.ts';

const BYTES_PER_MIB = 1_048_576;
/** Says whose a folder of copies is; nothing without it is ever removed. */
const MARK = '.kneescope-copies';
/** In the run's folder: where its copies lie, so that the next start finds them after a crash. */
export const COPIES_FILE = 'copies.json';

/** How a copy was made. */
export interface CopyRecord {
  readonly slot: number;
  readonly files: number;
  /** Of those, shared with the source by hard links. */
  readonly linked: number;
  readonly reflinks: boolean;
  /** What it takes on its volume. */
  readonly takesMiB: MiB;
}

export interface CopiesOptions {
  readonly copies: NonNullable<Plan['copies']>;
  readonly run: string;
  /** The run's own. */
  readonly dataFolder: string;
  /** Of the volume of a folder; null where it cannot be read. */
  readonly freeMiB: (folder: string) => Promise<MiB | null>;
  /** What must stay free whatever happens. */
  readonly keepFreeMiB: MiB;
}

/** A folder for each slot, made when it is first needed and removed at the end. */
export class SlotCopies {
  /** How many fit on the volume; null where they take no space or nobody can tell. */
  readonly fit: number | null;
  readonly eachMiB: MiB;
  readonly #options: CopiesOptions;
  readonly #tree: SourceTree;
  readonly #means: Means;
  readonly #folder: string;
  readonly #made = new Set<number>();
  readonly #over = new AbortController();
  #making: Promise<unknown> = Promise.resolve();
  #progress: Copying | null = null;

  private constructor(
    options: CopiesOptions,
    found: {
      readonly tree: SourceTree;
      readonly means: Means;
      readonly folder: string;
      readonly eachMiB: MiB;
      readonly fit: number | null;
    },
  ) {
    this.#options = options;
    this.#tree = found.tree;
    this.#means = found.means;
    this.#folder = found.folder;
    this.eachMiB = found.eachMiB;
    this.fit = found.fit;
  }

  /**
   * Looks at the source and at the room there is, and takes note of where copies will lie before there is any.
   * @throws Problem `copies.source`, `copies.inside`, `copies.no-space`, `copies.failed`
   */
  static async open(options: CopiesOptions): Promise<SlotCopies> {
    const { copies, run, dataFolder, freeMiB, keepFreeMiB } = options;
    const { source } = copies;
    const folder =
      copies.into === null ? path.join(dataFolder, 'copies') : path.join(copies.into, `kneescope-${run}`);
    if (counterpart(folder, source, source) !== null) throw new Problem('copies.inside', { source, folder });
    const tree = await readSourceTree(source, copies.link);
    try {
      await makeFolder(dataFolder);
      await writeFile(path.join(dataFolder, COPIES_FILE), `${JSON.stringify({ run, folder })}\n`, {
        flush: true,
      });
      await makeFolder(folder);
      await writeFile(path.join(folder, MARK), run, { flush: true });
      const means = await findMeans(source, tree, folder);
      const eachMiB = tree.files.reduce((sum, file) => sum + costOf(file, means), 0) / BYTES_PER_MIB;
      const free = await freeMiB(folder);
      const fit =
        free === null || eachMiB === 0 ? null : Math.max(0, Math.floor((free - keepFreeMiB) / eachMiB));
      if (fit === 0)
        throw new Problem('copies.no-space', {
          folder,
          eachMiB,
          freeMiB: free ?? 0,
          keepFreeMiB,
        });
      return new SlotCopies(options, { tree, means, folder, eachMiB, fit });
    } catch (error) {
      await removeCopies(dataFolder);
      if (error instanceof Problem) throw error;
      throw failed(folder, error);
    }
  }

  /** The copy that is being made now. */
  get progress(): Copying | null {
    return this.#progress;
  }

  /** Where the copy of a slot lies or will lie. */
  folderOf(slot: number): string {
    return path.join(this.#folder, String(slot));
  }

  /** Where a file of the source lies in the copy of a slot; what is not in the source stays where it is. */
  placeOf(file: string, slot: number): string {
    return counterpart(file, this.#options.copies.source, this.folderOf(slot)) ?? file;
  }

  /**
   * Makes the copy of a slot, once: the next instance of the slot finds the folder as the one before left it.
   * @returns null where it was there already
   * @throws Problem `copies.failed`; the signal's reason where it was given up
   */
  async make(slot: number, signal?: AbortSignal): Promise<CopyRecord | null> {
    if (this.#made.has(slot)) return null;
    const { source } = this.#options.copies;
    const { files } = this.#tree;
    const target = this.folderOf(slot);
    const over = this.#over.signal;
    const totalMiB = files.reduce((sum, { bytes }) => sum + bytes, 0) / BYTES_PER_MIB;
    let done = 0;
    this.#progress = { slot, doneMiB: 0, totalMiB };
    const making = copyTree({
      source,
      tree: this.#tree,
      target,
      means: this.#means,
      signal: signal ? AbortSignal.any([signal, over]) : over,
      copied: (bytes) => {
        done += bytes;
        this.#progress = { slot, doneMiB: done / BYTES_PER_MIB, totalMiB };
      },
    });
    this.#making = making.catch(() => undefined);
    try {
      await making;
    } catch (error) {
      await rm(target, { recursive: true, force: true, maxRetries: 3 });
      if (signal?.aborted || over.aborted) throw error;
      throw failed(target, error);
    } finally {
      this.#progress = null;
    }
    this.#made.add(slot);
    const linked = this.#means.hardLinks ? files.filter((file) => file.linked).length : 0;
    return { slot, files: files.length, linked, reflinks: this.#means.reflinks, takesMiB: this.eachMiB };
  }

  /** What is being made is made no further; nothing more is. */
  giveUp(): void {
    this.#over.abort();
  }

  /**
   * Gives up what is being made and removes everything. Never fails: what could not be removed is said.
   * @returns files of the source that were written to through a hard link, and why the folder is still there
   */
  async remove(): Promise<{ readonly changed: readonly string[]; readonly left: string | null }> {
    this.giveUp();
    await this.#making;
    const changed = this.#means.hardLinks ? await changedSince(this.#options.copies.source, this.#tree) : [];
    return { changed, left: await removeCopies(this.#options.dataFolder) };
  }
}

function failed(folder: string, error: unknown): Problem {
  const { code, message } = error as NodeJS.ErrnoException;
  return new Problem('copies.failed', { folder, reason: code ?? message });
}

/**
 * Removes the copies that a run made, by the note in its folder, if the folder there is marked as that run's.
 * @returns why they are still there; null where nothing is
 */
export async function removeCopies(dataFolder: string): Promise<string | null> {
  const note = path.join(dataFolder, COPIES_FILE);
  try {
    const { run, folder } = JSON.parse(await readFile(note, 'utf8')) as { run: string; folder: string };
    const mark = await readFile(path.join(folder, MARK), 'utf8').catch(() => null);
    if (mark === run) {
      // The mark goes last, so that a removal that is cut off can be taken up again.
      await removeAllBut(folder, MARK);
      await rm(folder, { recursive: true, maxRetries: 3 });
    }
    await rm(note, { force: true });
    return null;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? null : (code ?? message);
  }
}

async function removeAllBut(folder: string, kept: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name !== kept) await rm(path.join(folder, name), { recursive: true, maxRetries: 3, retryDelay: 200 });
}
