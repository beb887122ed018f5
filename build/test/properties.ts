/**
 * Runs before every test file: where fast-check begins. A suite that guards main gives the same answer twice, so its
 * cases are drawn from one seed; `npm run test:properties` looks where it has not looked yet, with a seed of its own and
 * many more cases. What that finds becomes an example of its property, and stays.
 */
import fc from 'fast-check';

const seed = process.env['KNEESCOPE_PROPERTY_SEED'] ?? '20261121';
const cases = process.env['KNEESCOPE_PROPERTY_CASES'];

fc.configureGlobal({
  ...(seed === 'new' ? {} : { seed: Number(seed) }),
  ...(cases === undefined ? {} : { numRuns: Number(cases) }),
});
