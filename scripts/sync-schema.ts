/** `npm run readme`: writes the schema of the definitions of syncs, for editors. A test holds it equal to the code. */
import { writeFileSync } from 'node:fs';
import { definitionSchema } from '../src/backend/syncs/definition/file-form.ts';

writeFileSync('docs/sync.schema.json', `${JSON.stringify(definitionSchema(), null, 2)}\n`);
