/** Put in by the bundler (electron.config.ts) and the test runner; absent where the sources run by themselves. */
declare const KNEESCOPE_VERSION: string | undefined;

/** Kneescope's own version, as reports and traces name it. */
export const version: string = typeof KNEESCOPE_VERSION === 'string' ? KNEESCOPE_VERSION : 'development';
