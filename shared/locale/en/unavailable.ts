/** Why a reading is not available, by the codes of `shared/model/capability.ts`. */
export const unavailable = {
  'not-built': () => 'Kneescope cannot read this on this system yet.',
  'not-asked': () => 'The plan does not ask for it.',
  'no-source': (d: { source: string }) => `This system does not offer ${d.source}.`,
  'no-device': () => 'This box has no such device.',
  'no-right': (d: { source: string; group: string | null }) =>
    d.group === null
      ? `This user may not read ${d.source}.`
      : `This user may not read ${d.source}; members of the group ${d.group} may.`,
  'driver-silent': (d: { driver: string }) => `The driver ${d.driver} does not tell it.`,
  'not-installed': (d: { program: string }) => `${d.program} is not installed.`,
  'not-loadable': (d: { library: string; reason: string }) =>
    `${d.library} is installed but cannot be loaded: ${d.reason}`,
  'driver-refuses': (d: { driver: string; reason: string }) =>
    `The driver ${d.driver} refuses to answer: ${d.reason}`,
  'too-old': (d: { program: string; found: string; needed: string }) =>
    `${d.program} ${d.found} does not tell it while a program runs; ${d.needed} and later do.`,
  failed: (d: { reason: string }) => `It could be read until its reader failed: ${d.reason}`,
};
