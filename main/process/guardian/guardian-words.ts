/** What engine and guardian say to each other. */
export const GUARDIAN_READY = 'ready\n';
export const GUARDIAN_DONE = 'done\n';
