/** Before a plan that came from elsewhere is launched from a terminal. */
export const asking = {
  launch: 'Launch it? [y/N]',
  yes: ['y', 'yes'],
  notLaunched: 'Nothing was launched.',
  launches: (d: { file: string; command: string }) => `${d.file} launches: ${d.command}`,
};
