/** The screen of what is set, and of what this box can tell. */
export const settings = {
  title: 'Settings',
  look: { title: 'Look', language: 'Language', theme: 'Theme' },
  data: {
    title: 'Data folder',
    what: 'Runs, reports, and what is set below are kept here.',
    fixed: 'It is named where Kneescope is started (--data), and is changed there.',
    move: 'Choose another …',
    usual: 'Use the usual one',
    moved: 'Runs stay where they are: another folder has a history of its own.',
  },
  defaults: {
    title: 'With what a new plan begins',
    hint: 'Plans that exist are not touched; each plan says for itself what it measures by.',
  },
  retention: {
    title: 'How long runs are kept',
    days: 'Remove runs older than, days',
    mostMiB: 'All runs together at most, MiB',
    none: 'for ever',
    unbounded: 'no bound',
    hint: 'What is older, or the oldest of what is too much, is removed when Kneescope starts and when a run ends. Baselines and their repeats always stay.',
    wouldGo: (n: number) =>
      n === 0 ? 'No run would go now.' : n === 1 ? '1 run would go now.' : `${n} runs would go now.`,
    keep: 'Save',
    kept: 'Saved.',
    dismiss: 'As it was',
  },
  doctor: {
    title: 'What this box can tell',
    examine: 'Look at the box',
    again: 'Look again',
    looking: 'Looking at the box for 3 seconds …',
    running: 'While a run goes on the box is not looked at: it would disturb the run, and see it.',
    reading: 'Reading',
    from: 'From',
    here: 'Here',
    why: 'Why not, and what to do',
  },
};
