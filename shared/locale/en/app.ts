/** What stands around every screen of the dashboard. */
export const app = {
  name: 'Kneescope',
  screens: 'Screens',
  screen: {
    plan: 'Plan',
    live: 'Live',
    runs: 'History',
    result: 'Result',
    planner: 'Audience',
    compare: 'Compare',
    settings: 'Settings',
  },
  skip: 'Skip to the screen',
  language: 'Language',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  connection: {
    connecting: 'Connecting …',
    open: 'Connected',
    lost: 'Connection lost. The run goes on; trying again …',
    refused: 'This page may not speak to the engine. Open the address that kneescope serve printed.',
  },
  running: (d: { n: number }) => (d.n === 1 ? '1 instance running' : `${d.n} instances running`),
  keys: {
    title: 'Keys',
    open: 'Keys',
    key: 'Key',
    does: 'What it does',
    singles: 'Single letters work as keys',
    now: 'Greyed out: nothing to do for it now.',
  },
  /** On every screen that can be taken along on paper. */
  report: {
    open: 'Open the report',
    pdf: 'As PDF',
    making: 'Making the report …',
    at: (file: string) => `The report is at ${file}`,
  },
  close: 'Close',
  broken: 'This screen failed. The run is not touched by it.',
  reload: 'Load the page again',
  loading: 'Loading …',
};
