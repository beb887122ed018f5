import { loadLibrary } from '../../os/native/load-library.ts';
import { drmSource } from '../gpu/drm/drm-source.ts';
import { nvmlSource } from '../nvml/nvml-source.ts';
import { pdhSource } from '../pdh/pdh-source.ts';
import { windowsSource } from '../windows/windows-source.ts';
import type { DriverAnswer, DriverRequest } from './driver-messages.ts';
import { DRIVER_SOURCES, type DriverSource, type DriverSourceName } from './driver-source.ts';

/**
 * A program of its own (electron.config.ts): calls into one driver's library for the engine. A call that hangs hangs
 * this process and nobody else; whoever started it ends it then. Its one argument is the source's name.
 */
const SIGKILL = 9;
const PR_SET_PDEATHSIG = 1;

const makers: Readonly<Record<DriverSourceName, () => DriverSource>> = {
  nvml: nvmlSource,
  drm: () => drmSource(),
  pdh: pdhSource,
  windows: windowsSource,
};

function answer(message: DriverAnswer): void {
  // Where nobody listens any more this process is about to end.
  process.send?.(message, () => undefined);
}

/**
 * When the engine dies we are told by the channel, unless a driver holds us at that moment: then only the kernel can
 * end us. Under Windows it does so by the engine's job.
 */
async function endWithParent(): Promise<void> {
  process.once('disconnect', () => process.exit());
  if (process.platform !== 'linux') return;
  const { library } = await loadLibrary(['libc.so.6']);
  library?.func('int prctl(int option, uint64_t value)')?.(PR_SET_PDEATHSIG, SIGKILL);
}

const name = DRIVER_SOURCES.find((known) => known === process.argv[2]);
if (!name || !process.send)
  throw new Error('the sampler is started by the engine, with the name of a source');
const source = makers[name]();

async function obey(request: DriverRequest): Promise<DriverAnswer> {
  try {
    if (request.kind === 'read') return { kind: 'reading', reading: source.read(request.instances) };
    return { kind: 'opened', start: await source.open(request.known) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

await endWithParent();
process.on('message', (request: DriverRequest) => {
  void obey(request).then(answer);
});
