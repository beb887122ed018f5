/**
 * A driver in its smallest useful form: a box that is computed, not measured, with a virtual clock. It shows a site
 * what to write when its copies are launched by a scheduler of its own, and tests use it as the other side of the pipe.
 *
 *   kneescope probe --box "driver:node examples/driver/scripted-box.js --demand 11 --loading 8"
 */
import { createInterface } from 'node:readline';
import { argv, exit, stdin, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';

/** What a scripted box may be told; percent are of the whole box or card. */
const DEFAULTS = {
  /** Load of the idle box and what each instance adds, in percent of the GPU. */
  base: 2,
  demand: 11,
  /** The same for the CPU. */
  cpuBase: 3,
  cpuDemand: 4,
  /** Standard deviation of the readings, in percent. */
  noise: 1,
  /** Seconds from launch to ready. */
  loading: 6,
  /** From this many instances on, the newest dies right after it is launched; 0 for never. */
  dieFrom: 0,
  /** Frames per second of an instance alone; 0 where frames are not told. */
  fps: 0,
  cap: 40,
  seed: 1,
};

/** @typedef {typeof DEFAULTS} Options */
/** @typedef {{ id: number, method: string, seconds?: number, instance?: number }} Request */
/** @typedef {{ type: 'event', t: number, event: string, instance: number, [field: string]: unknown }} Happening */

/**
 * A small generator of uniform numbers (mulberry32), so that a seed gives the same box on every machine.
 * @param {number} seed
 */
function uniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The box behind the protocol: `answer` takes a request of kneescope.driver/1 and gives its answer. */
export class ScriptedBox {
  /** @param {Partial<Options>} [options] */
  constructor(options = {}) {
    this.options = { ...DEFAULTS, ...options };
    this.random = uniform(this.options.seed);
    this.time = 0;
    this.last = 0;
    /**
     * Instance → the second in which it was launched.
     * @type {Map<number, number>}
     */
    this.running = new Map();
  }

  /** @param {Request} request */
  answer(request) {
    /** @type {Happening[]} */
    const events = [];
    const result = this.perform(request, events);
    return { id: request.id, result, events };
  }

  /** @param {Request} request @param {Happening[]} events */
  perform(request, events) {
    switch (request.method) {
      case 'info':
        return {
          format: 'kneescope.driver/1',
          clock: 'virtual',
          tick: 1,
          cap: this.options.cap,
          host: { os: 'scripted', cores: 8, ramMiB: 32768, gpus: [{ name: 'scripted', vramMiB: 8192 }] },
        };
      case 'launch':
        return this.launch(events);
      case 'advance':
        return { samples: this.advance(request.seconds ?? 1, events), running: [...this.running.keys()] };
      case 'stop':
        return this.stop(request.instance ?? 0, events);
      default:
        return {};
    }
  }

  /** @param {string} event @param {number} instance @returns {Happening} */
  event(event, instance, more = {}) {
    return { type: 'event', t: this.time, event, instance, ...more };
  }

  /** @param {number} instance @param {Happening[]} events */
  stop(instance, events) {
    events.push(this.event('exit', instance, { reason: 'stopped' }));
    return { stopped: this.running.delete(instance) };
  }

  /** @param {Happening[]} events */
  launch(events) {
    const instance = ++this.last;
    this.running.set(instance, this.time);
    events.push(this.event('launch', instance, { slot: this.running.size, gpu: 0 }));
    if (this.options.dieFrom > 0 && this.running.size >= this.options.dieFrom) {
      this.running.delete(instance);
      events.push(this.event('exit', instance, { reason: 'crash', code: 134 }));
    }
    return { instance };
  }

  /** @param {number} seconds @param {Happening[]} events */
  advance(seconds, events) {
    const samples = [];
    for (let passed = 0; passed < seconds; passed++) {
      this.time += 1;
      for (const [instance, launchedAt] of this.running)
        if (this.time - launchedAt === this.options.loading) events.push(this.event('ready', instance));
      samples.push(this.sample());
    }
    return samples;
  }

  sample() {
    const { base, demand, cpuBase, cpuDemand, fps, loading } = this.options;
    const loaded = [...this.running.values()].filter(
      (launchedAt) => this.time - launchedAt >= loading,
    ).length;
    const wanted = base + demand * loaded;
    const rate = fps * Math.min(1, 100 / wanted);
    return {
      type: 'sample',
      t: this.time,
      n: this.running.size,
      cpu: this.reading(cpuBase + cpuDemand * loaded + 2 * (this.running.size - loaded)),
      gpu: [this.reading(wanted)],
      ...(fps > 0 && { fps: [...this.running.keys()].map((instance) => ({ instance, fps: rate })) }),
    };
  }

  /**
   * A reading with noise, as a counter would give it: between 0 and 100, with one decimal.
   * @param {number} mean
   */
  reading(mean) {
    const noise = (this.random() + this.random() + this.random() - 1.5) * 2 * this.options.noise;
    return Math.round(Math.min(100, Math.max(0, mean + noise)) * 10) / 10;
  }
}

/** @param {string[]} words @returns {Partial<Options>} */
function optionsFrom(words) {
  /** @type {Record<string, number>} */
  const options = {};
  for (let at = 0; at < words.length; at += 2) {
    const [flag = '', text] = words.slice(at, at + 2);
    const name = flag
      .replace(/^--/u, '')
      .replace(/-(.)/gu, (_, /** @type {string} */ letter) => letter.toUpperCase());
    const value = Number(text);
    if (!(name in DEFAULTS) || !Number.isFinite(value)) {
      console.error(`${flag} ${text ?? ''}: known are ${Object.keys(DEFAULTS).join(', ')}, each a number`);
      exit(2);
    }
    options[name] = value;
  }
  return options;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const box = new ScriptedBox(optionsFrom(argv.slice(2)));
  for await (const line of createInterface({ input: stdin })) {
    if (line.trim() !== '') stdout.write(`${JSON.stringify(box.answer(JSON.parse(line)))}\n`);
  }
}
