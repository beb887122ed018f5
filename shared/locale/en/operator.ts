/** What is said to somebody who drives a run from a terminal. */
export const operator = {
  confirm: () =>
    'This run waits for your word that an instance is in the scene that counts: Enter for all that wait, or its number and Enter.',
  drive: () =>
    'You drive this run, a line each: + launches one, - stops the newest (-3: instance 3), Enter says that all that wait are ready (3: instance 3), end ends it with a verdict.',
  waits: (d: { instance: number }) =>
    `Instance ${d.instance} runs. Bring it to the scene that counts, then press Enter (or ${d.instance} and Enter).`,
  nobody: () =>
    'Nobody can say any more that an instance is ready: the input has ended. Instances run into their time-out.',
};
