import { openStore } from '../../main/store/store.ts';
import { concludeRecording } from '../../shared/probing/recording.ts';
import type { LongRun } from './long-run.ts';

const CHUNK = 1000;

/** Keeps a run in a data folder as an engine would have. */
export function keepRun(folder: string, { meta, samples, events }: LongRun): void {
  const store = openStore(folder);
  const writer = store.begin({ run: meta.run, meta, tags: [], owner: 'bench', durable: false });
  for (let at = 0; at < samples.length; at += CHUNK) writer.append(samples.slice(at, at + CHUNK), []);
  writer.append([], events);
  writer.finish(concludeRecording({ meta, samples, events, cutOff: false }));
  store.close();
}
