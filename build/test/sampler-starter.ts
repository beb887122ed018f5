/** Starts a sampler process, prints its pid and reads for ever: for a test that kills this process. */
import { startDriverProcess } from '../../main/sampling/drivers/driver-process.ts';

const reader = startDriverProcess('nvml');
await reader.open([]);
console.log(reader.pid);
for (;;) await reader.read(new Map());
