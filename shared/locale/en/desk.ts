/** What the desktop app shows outside its window, and what only it says within. */
export const desk = {
  words: {
    open: 'Open Kneescope',
    quit: 'Quit',
    again: 'Try again',
    usualFolder: 'Use the usual data folder',
    ask: {
      message: 'A run goes on. What shall become of it?',
      detail:
        'In the background it goes on measuring and its result is notified; the tray, or starting Kneescope again, brings the window back. To end it stops everything it launched and keeps what was measured.',
      background: 'Go on in the background',
      end: 'End the run and quit',
      cancel: 'Cancel',
    },
    plans: 'Plans',
    all: 'All files',
  },
  line: {
    idle: 'Kneescope: nothing runs',
    running: (d: { name: string; n: number; atLeast: number }) =>
      `${d.name}: ${d.n === 1 ? '1 instance' : `${d.n} instances`}, at least ${d.atLeast}`,
  },
  lost: 'The engine does not answer. It is started again …',
  crashed: {
    title: 'The engine ended unexpectedly and was started again.',
    none: 'No run was going on, and nothing was lost.',
    run: (d: { name: string }) =>
      `The run of ${d.name} ended with it, and everything that it had launched was ended too. What was measured until then is kept: whoever goes on with it measures only what is missing.`,
    goOn: 'Go on with it',
    open: 'Open what was kept',
    again: 'Plan the same run again',
    close: 'Close',
  },
};
