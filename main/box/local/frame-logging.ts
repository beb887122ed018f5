import type { Frames } from '../../../shared/model/plan.ts';
import { makeFolder } from '../../os/make-folder.ts';
import { frameLogFolder, mangohudLibrary } from '../../sampling/frames/mangohud-provider.ts';

/** What an instance's environment must hold so that its frames can be read; its log's folder is made. */
export async function frameLogging(
  { from }: Frames,
  folder: string,
  instance: number,
): Promise<Readonly<Record<string, string>>> {
  if (from !== 'mangohud') return {};
  const own = frameLogFolder(folder, instance);
  await makeFolder(own);
  const library = mangohudLibrary();
  const preloaded = process.env['LD_PRELOAD'];
  return {
    MANGOHUD: '1',
    MANGOHUD_CONFIG: `output_folder=${own},autostart_log=1,log_interval=0,no_display`,
    // Programs that draw by Vulkan find it as a layer; those by OpenGL must be made to load it.
    ...(library !== null && { LD_PRELOAD: preloaded ? `${preloaded}:${library}` : library }),
  };
}
