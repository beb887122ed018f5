/** Moving, pruning and saving kept runs. */
export const keeping = {
  commands: {
    export: 'write a run as one file, to be imported elsewhere',
    import: 'take in a run that was exported elsewhere, or a trace',
    prune: 'remove old runs, by age and by size; never baselines',
    backup: 'copy all runs into one file, also while a probe runs',
  },
  arguments: { file: 'the file' },
  options: {
    olderThan: 'remove runs that began more than so many days ago',
    largerThan: 'then remove the oldest until the rest is no larger than so many MiB',
    dryRun: 'say what would be removed; remove nothing',
  },
  exported: (d: { run: string; file: string }) => `Exported ${d.run} to ${d.file}`,
  imported: (d: { run: string }) => `Imported as ${d.run} (kneescope show ${d.run})`,
  alreadyHere: (d: { run: string }) =>
    `${d.run} is here already, the same in every reading. Nothing was changed.`,
  pruned: (d: { runs: readonly string[]; dryRun: boolean }) =>
    d.runs.length === 0
      ? 'Nothing to remove.'
      : `${d.dryRun ? 'Would remove' : 'Removed'} ${d.runs.length} ${d.runs.length === 1 ? 'run' : 'runs'}: ${d.runs.join(', ')}`,
  backedUp: (d: { file: string }) => `All runs were copied to ${d.file}`,
  setAside: (d: { file: string; saved: number; incomplete: number; lost: number }) =>
    `The database of runs was damaged. It was set aside as ${d.file}; ${d.saved === 1 ? '1 run was' : `${d.saved} runs were`} saved from it${d.incomplete === 0 ? '' : `, ${d.incomplete} of them in part`}${d.lost === 0 ? '' : `, ${d.lost} lost`}.`,
};
