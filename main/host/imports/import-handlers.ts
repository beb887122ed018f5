import { NOTHING, type HandlersOf } from '../handlers.ts';
import { KeptRuns } from '../kept/kept-runs.ts';
import type { Uploads } from './uploads.ts';

/** How files are handed over and taken in. @param onImported runs were taken in */
export function importHandlers(
  uploads: Uploads,
  dataFolder: string,
  onImported: () => void,
): HandlersOf<'import'> {
  return {
    'import.begin': async ({ name, bytes }, face) => ({ upload: await uploads.begin(face, name, bytes) }),
    'import.part': async ({ upload, data }, face) => {
      await uploads.add(face, upload, Buffer.from(data, 'base64'));
      return NOTHING;
    },
    'import.cancel': async ({ uploads: some }, face) => {
      await uploads.forget(face, some);
      return NOTHING;
    },
    'import.end': async ({ uploads: some }, face) => {
      // A thread of its own: a large recording takes its time, in which others want to look at their runs.
      const reader = new KeptRuns(dataFolder);
      try {
        const imported = await reader.ask('importFiles', { files: uploads.whole(face, some) });
        onImported();
        return { imported };
      } finally {
        await uploads.forget(face, some);
        await reader.close();
      }
    },
  };
}
