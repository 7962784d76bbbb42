/** Writes schema.graphql, or checks that it is current. */
import { readFile, writeFile } from 'node:fs/promises';
import { makeSchema, sdlOf } from './schema.js';

const file = new URL('../schema.graphql', import.meta.url);
const sdl = sdlOf(await makeSchema());

if (process.argv.includes('--write')) {
  await writeFile(file, sdl);
} else if ((await readFile(file, 'utf8').catch(() => '')) !== sdl) {
  process.stderr.write('packages/api/schema.graphql is stale: run `pnpm run schema:write` and commit it.\n');
  process.exitCode = 1;
}
