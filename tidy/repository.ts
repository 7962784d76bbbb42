/** The repository as a list of files and packages, read anew for each run. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** What is made, fetched or private stands in the folder, but is not the repository. */
const outside = new Set(['node_modules', 'dist', 'coverage', '.git', '.ledger']);

const filesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (outside.has(entry.name)) return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });

/** Every file's path from the root, with `/` between folders. */
export const allFiles: readonly string[] = filesBelow('').toSorted();

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');
export const exists = (path: string): boolean => existsSync(join(root, path));

export interface Package {
  /** The word after `@improvement-ledger/`. */
  readonly name: string;
  readonly folder: string;
  readonly dependencies: readonly string[];
  /** The paths that its `exports` opens: `.`, `./testing`. */
  readonly entries: readonly string[];
  /** Folders that its tsconfig.json refers to, from the root. */
  readonly references: readonly string[];
}

export const SCOPE = '@improvement-ledger/';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Record<string, string>;
  readonly exports?: Record<string, unknown>;
}
interface Tsconfig {
  readonly references?: readonly { readonly path: string }[];
}

const parsed = (path: string): unknown => JSON.parse(read(path));

const packageIn = (folder: string): Package => {
  const { name, dependencies = {}, exports = {} } = parsed(`${folder}/package.json`) as Manifest;
  const { references = [] } = parsed(`${folder}/tsconfig.json`) as Tsconfig;
  return {
    name: name.replace(SCOPE, ''),
    folder,
    dependencies: Object.keys(dependencies),
    entries: Object.keys(exports),
    references: references.map(({ path }) => join(folder, path)),
  };
};

/** The packages of the workspace: every folder that holds a package.json, other than the root. */
export const packages: readonly Package[] = allFiles
  .filter((path) => path.endsWith('/package.json'))
  .map((path) => packageIn(path.replace('/package.json', '')));

export const rootReferences = (): string[] =>
  ((parsed('tsconfig.json') as Tsconfig).references ?? []).map(({ path }) => join(path));
