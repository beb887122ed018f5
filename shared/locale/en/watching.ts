/** What `kneescope watch` says while it records. */
export const watching = {
  started: (d: { image: string }) =>
    `Watching. Open copies of ${d.image} one after the other, each for a minute or two in its heaviest scene. Ctrl+C ends it and judges.`,
  nobody: () =>
    'Watching the box alone: without --image NAME no copies are counted, and no capacity can be told. Ctrl+C ends it.',
  count: (d: { t: number; n: number; cpu: number | null }) =>
    `${d.t.toFixed(0)} s: ${d.n} ${d.n === 1 ? 'copy runs' : 'copies run'}${d.cpu === null ? '' : `, CPU at ${d.cpu.toFixed(0)} %`}.`,
  ending: () => 'Judging what was recorded …',
};
