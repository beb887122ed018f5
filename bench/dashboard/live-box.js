/**
 * A driver on a real clock for the bench: a box with two cards and 32 cores on which sixty instances run, each told of every second.
 */
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const CORES = 32;
const began = performance.now();
let time = 0;
let last = 0;

const wave = (phase) => 40 + 30 * Math.sin(time / 17 + phase) + ((time * 7919 + phase * 104_729) % 97) / 10;
const range = (count) => Array.from({ length: count }, (_, index) => index);

function sample() {
  time += 1;
  const all = range(last).map((index) => index + 1);
  return {
    ...{ type: 'sample', t: time, n: last, cpu: wave(1), ram: wave(2), cores: range(CORES).map(wave) },
    ...{ gpu: [wave(3), wave(4)], vram: [wave(5), wave(6)], encoder: [wave(7), wave(8)] },
    ...{ clock: [98.5, 97], temperature: [Math.round(wave(3)), Math.round(wave(4))] },
    fps: all.map((instance) => ({ instance, fps: 59 + (wave(instance) % 1) })),
    instances: all.map((instance) => ({
      instance,
      cpu: wave(instance) / 30,
      ramMiB: 800 + instance,
      vramMiB: 600 + instance,
    })),
  };
}

const answers = {
  info: () => ({
    result: {
      ...{ format: 'kneescope.driver/1', clock: 'real', tick: 1, cap: 80 },
      host: { name: 'bench', cores: CORES, gpus: range(2).map(() => ({ name: 'bench', vramMiB: 16_376 })) },
    },
  }),
  launch: () => {
    last += 1;
    const events = ['launch', 'ready'].map((event) => ({
      type: 'event',
      t: time,
      event,
      instance: last,
      slot: last,
      gpu: last % 2,
    }));
    return { result: { instance: last }, events };
  },
  advance: async ({ seconds }) => {
    const samples = [];
    for (let second = 0; second < seconds; second++) {
      await sleep(Math.max(0, began + 1000 * (time + 1) - performance.now()));
      samples.push(sample());
    }
    return { result: { samples, running: range(last).map((index) => index + 1) } };
  },
  stop: ({ instance }) => ({
    result: { stopped: true },
    events: [{ type: 'event', t: time, event: 'exit', instance, reason: 'stopped' }],
  }),
  verdict: () => ({ result: {} }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  process.stdout.write(
    `${JSON.stringify({ id: request.id, ...(await answers[request.method](request)) })}\n`,
  );
  if (request.method === 'verdict') break;
}
