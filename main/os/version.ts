import manifest from '../../package.json' with { type: 'json' };

/** Kneescope's own version, as reports and traces name it. */
export const version: string = manifest.version;
