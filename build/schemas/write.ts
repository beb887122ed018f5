/** `npm run schemas`: writes docs/schemas from the zod schemas, which are the definition. */
import { writeFileSync } from 'node:fs';
import { schemaFiles } from './schemas.ts';

for (const [name, text] of schemaFiles())
  writeFileSync(new URL(`../../docs/schemas/${name}`, import.meta.url), text);
