/** Why a reading is not available, by the codes of `shared/model/capability.ts`. */
export const unavailable = {
  'not-built': () => 'Kneescope cannot read this on this system yet.',
  'not-asked': () => 'The plan does not ask for it.',
  'no-source': (source: string) => `This system does not offer ${source}.`,
  failed: (reason: string) => `It could be read until its reader failed: ${reason}`,
};
