import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BRIDGE_BOUNDS } from '../../../shared/bridge/bounds.ts';
import { Problem } from '../../../shared/model/problem.ts';

interface Upload {
  readonly owner: object;
  readonly name: string;
  readonly folder: string;
  readonly file: string;
  readonly bytes: number;
  received: number;
}

/** Nothing of a name that a face sends may lead out of the folder; what is left is what a sentence about the file calls it. */
function safeName(name: string): string {
  const last = name.split(/[\\/]/u).at(-1) ?? '';
  return (
    last
      .replaceAll(/[\u0000-\u001F<>:"|?*]/gu, '_')
      .slice(-120)
      .replace(/^\.+$/u, '') || 'file'
  );
}

/** Files that faces hand over, in a folder of the system for what may go, until they are taken in or forgotten. */
export class Uploads {
  readonly #uploads = new Map<string, Upload>();
  #last = 0;

  /**
   * @param owner who hands it over: nobody else can add to it
   * @throws Problem `upload.wrong` where one face has too many open
   */
  async begin(owner: object, name: string, bytes: number): Promise<string> {
    const open = [...this.#uploads.values()].filter((upload) => upload.owner === owner).length;
    if (open >= BRIDGE_BOUNDS.files) throw new Problem('upload.wrong', { name });
    this.#last += 1;
    const id = String(this.#last);
    const folder = await mkdtemp(path.join(tmpdir(), 'kneescope-import-'));
    const file = path.join(folder, safeName(name));
    await writeFile(file, '', { mode: 0o600 });
    this.#uploads.set(id, { owner, name, folder, file, bytes, received: 0 });
    return id;
  }

  /** @throws Problem `upload.wrong` for more than was announced */
  async add(owner: object, id: string, part: Uint8Array): Promise<void> {
    const upload = this.#of(owner, id);
    upload.received += part.byteLength;
    if (upload.received > upload.bytes) throw new Problem('upload.wrong', { name: upload.name });
    await appendFile(upload.file, part);
  }

  /** Where whole files lie. @throws Problem `upload.wrong` for one that is not whole */
  whole(owner: object, ids: readonly string[]): string[] {
    return ids.map((id) => {
      const { file, name, bytes, received } = this.#of(owner, id);
      if (received !== bytes) throw new Problem('upload.wrong', { name });
      return file;
    });
  }

  async forget(owner: object, ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const upload = this.#uploads.get(id);
      if (upload?.owner !== owner) continue;
      this.#uploads.delete(id);
      await rm(upload.folder, { recursive: true, force: true });
    }
  }

  /** Whatever this one has handed over. */
  forgetAll(owner: object): Promise<void> {
    const own = [...this.#uploads].filter(([, upload]) => upload.owner === owner);
    return this.forget(
      owner,
      own.map(([id]) => id),
    );
  }

  #of(owner: object, id: string): Upload {
    const upload = this.#uploads.get(id);
    if (upload?.owner !== owner) throw new Problem('upload.wrong', { name: '' });
    return upload;
  }
}
