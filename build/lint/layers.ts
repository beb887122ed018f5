/**
 * Who may import whom, as one table. `docs/architecture.md` says it in words; this is what the linter obeys.
 * A layer is a folder; what it may import is listed, all else is an error whose message ends with `why`.
 */
export interface Layer {
  /** Folder, from the root of the repository. `*` stands for one folder name. */
  readonly folder: string;
  /** Folders of ours that it may import from. */
  readonly ours: readonly string[];
  /** Folders of ours of which it may import types only. */
  readonly typesOf?: readonly string[];
  /** Packages that it may import; `node:` stands for all of Node's own modules. */
  readonly packages: readonly string[];
  /** Said when the rule bites. */
  readonly why: string;
}

const SHARED = ['model', 'stats', 'probing', 'planning', 'explain', 'locale', 'bridge'].map(
  (name) => `shared/${name}`,
);
const PURE =
  'shared/ is pure TypeScript: no Node, no DOM, no clock, so that every face, the simulator and a replay compute the same.';
const MAIN = ['main/os', ...SHARED];
const SIBLINGS =
  'process, sampling, store and imports never know each other: only main/box and main/engine bring them together.';
const RENDERER =
  'The renderer shows and asks: it reaches the engine through shared/bridge alone, never main, electron or node:*.';

export const layers: readonly Layer[] = [
  { folder: 'shared/stats', ours: [], packages: [], why: `${PURE} stats takes numbers and returns results.` },
  { folder: 'shared/locale', ours: [], packages: [], why: `${PURE} locale holds texts and nothing else.` },
  {
    folder: 'shared/model',
    ours: [],
    typesOf: ['shared/stats'],
    packages: ['zod', 'jsonc-parser'],
    why: `${PURE} model may use zod, jsonc-parser (plans have comments, and an error names its line) and the types of stats.`,
  },
  {
    folder: 'shared/probing',
    ours: ['shared/model', 'shared/stats'],
    packages: [],
    why: `${PURE} The controller is a fold over model and stats: that is the seam which lets it drive real, simulated and foreign boxes.`,
  },
  {
    folder: 'shared/planning',
    ours: ['shared/model', 'shared/stats'],
    packages: [],
    why: `${PURE} planning computes on model and stats.`,
  },
  {
    folder: 'shared/explain',
    ours: ['shared/model', 'shared/locale'],
    packages: [],
    why: `${PURE} explain turns the model into sentences of the locale.`,
  },
  {
    folder: 'shared/bridge',
    ours: ['shared/model'],
    packages: ['zod'],
    why: `${PURE} bridge is a contract: it knows the model and zod, never who speaks it.`,
  },
  {
    folder: 'main/os',
    ours: SHARED,
    packages: ['node:', 'koffi'],
    why: 'main/os are leaves: everything in main may stand on them, so they stand on nothing of main.',
  },
  {
    folder: 'main/sampling',
    ours: MAIN,
    packages: ['node:', 'systeminformation'],
    why: SIBLINGS,
  },
  {
    folder: 'main/process',
    ours: MAIN,
    packages: ['node:'],
    why: SIBLINGS,
  },
  {
    folder: 'main/store',
    ours: MAIN,
    packages: ['node:', 'better-sqlite3'],
    why: SIBLINGS,
  },
  {
    folder: 'main/imports',
    ours: MAIN,
    packages: ['node:'],
    why: SIBLINGS,
  },
  {
    folder: 'main/box',
    ours: [...MAIN, 'main/process', 'main/sampling'],
    packages: ['node:', 'shlex', 'zod'],
    why: 'A box is the machine as the controller sees it: it stands on process and sampling and knows neither store nor faces.',
  },
  {
    folder: 'main/engine',
    ours: [...MAIN, 'main/box', 'main/store'],
    packages: ['node:'],
    why: 'The engine joins controller, box and store; it never knows who watches it.',
  },
  {
    folder: 'main/report',
    ours: [...MAIN, 'renderer/charts'],
    packages: [
      'node:',
      'react',
      'react-dom',
      'happy-dom',
      '@resvg/resvg-wasm',
      'papaparse',
      'write-excel-file',
    ],
    why: 'A report is made from a run and the same charts the screen uses; it needs no engine to be made.',
  },
  {
    folder: 'main/host',
    ours: [...MAIN, 'main/engine', 'main/report', 'main/imports'],
    packages: ['node:'],
    why: "host is the bridge's one server side; its transport is given to it, so it knows no face.",
  },
  {
    folder: 'main/web',
    ours: [...MAIN, 'main/host'],
    packages: ['node:', 'ws'],
    why: 'The web face shows and asks through main/host and nothing else.',
  },
  {
    folder: 'main/cli',
    ours: [...MAIN, 'main/host', 'main/engine', 'main/report', 'main/imports', 'main/web'],
    packages: ['node:', 'commander', 'string-width'],
    why: 'The cli is a face: it hosts the engine in its own process and reaches the machine only through it.',
  },
  {
    folder: 'main/desktop/engine-process',
    ours: [...MAIN, 'main/host'],
    packages: ['node:', 'electron'],
    why: 'The engine process of the desktop hosts main/host and nothing else.',
  },
  {
    folder: 'main/desktop',
    ours: ['shared/bridge'],
    packages: ['node:', 'electron'],
    why: 'Main and preload stay so small that a reader sees at once they are right: they know shared/bridge only.',
  },
  {
    folder: 'renderer/client',
    ours: ['shared/bridge', 'shared/model'],
    packages: ['zod'],
    why: `${RENDERER} client knows the bridge.`,
  },
  {
    folder: 'renderer/ui',
    ours: SHARED,
    packages: ['react'],
    why: `${RENDERER} ui holds parts that know no sibling.`,
  },
  {
    folder: 'renderer/charts',
    ours: [...SHARED, 'renderer/ui'],
    packages: ['react', 'recharts'],
    why: `${RENDERER} charts draw; reports mount them in Node, so they touch no DOM global and know ui only.`,
  },
  {
    folder: 'renderer/features/*',
    ours: [...SHARED, 'renderer/charts', 'renderer/ui', 'renderer/client'],
    packages: ['react'],
    why: `${RENDERER} Features never know one another: what two of them need belongs to ui, charts or shared.`,
  },
  {
    folder: 'renderer/app',
    ours: [...SHARED, 'renderer/features/*', 'renderer/charts', 'renderer/ui', 'renderer/client'],
    packages: ['react', 'react-dom'],
    why: `${RENDERER} app joins the features.`,
  },
];
