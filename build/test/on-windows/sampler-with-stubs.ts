/** The sampler process, which finds stand-ins in the place of Windows' own libraries where it reads the GPU counters. */
const folder = process.env['KNEESCOPE_TEST_WINDOWS'];
if (folder && process.argv[2] === 'pdh') process.env['SystemRoot'] = folder;
await import('../../../main/sampling/drivers/sampler-program.ts');
export {};
