/**
 * The line of packages (docs/decisions/0002-line-of-packages.md), as a check over parsed modules:
 *
 *     domain -> event-store -> projections -> api | workers
 *     importer | mail -> domain; cli -> event-store, importer, projections; infra -> event-store, cli; bench -> all that it measures
 */
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type { Import, Module } from './modules.js';
import { COMPUTED } from './modules.js';
import type { Package } from './repository.js';
import { SCOPE } from './repository.js';

/** For each package the packages that it may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  telemetry: [],
  'event-store': ['domain', 'telemetry'],
  projections: ['event-store', 'domain', 'telemetry'],
  mail: ['domain'],
  api: ['projections', 'event-store', 'mail', 'domain', 'telemetry'],
  workers: ['projections', 'event-store', 'mail', 'domain', 'telemetry'],
  importer: ['domain'],
  cli: ['event-store', 'importer', 'projections', 'mail', 'domain'],
  infra: ['event-store', 'cli'],
  bench: ['infra', 'workers', 'projections', 'event-store', 'mail', 'domain'],
};

/** Packages that do nothing but compute, and the libraries that they may compute with. */
const pure: Readonly<Record<string, readonly string[]>> = {
  domain: ['zod'],
  importer: ['csv-parse'],
  mail: [],
};

/** What tests may use besides, wherever they stand; it is installed at the root. */
const testTools = new Set([
  'vitest',
  'fast-check',
  'canonicalize',
  'mailparser',
  'oidc-provider',
  'smtp-server',
]);

export const isTestCode = (path: string): boolean => path.endsWith('.test.ts') || path.includes('/testing/');

interface Place {
  readonly module: Module;
  readonly home: Package;
  readonly packages: readonly Package[];
  readonly paths: ReadonlySet<string>;
}

/** What is wrong with the imports of these modules: one sentence each, saying what to do instead. */
export const violations = (modules: readonly Module[], packages: readonly Package[]): string[] => {
  const paths = new Set(modules.map(({ path }) => path));
  return modules.flatMap((module) => {
    const home = packages.find(({ folder }) => module.path.startsWith(`${folder}/`));
    if (home === undefined) return [`${module.path}: belongs to no package. Move it into one.`];
    const place = { module, home, packages, paths };
    return module.imports.flatMap((imported) => {
      const wrong = wrongWith(imported, place);
      return wrong === null ? [] : [`${module.path}:${imported.line}: ${wrong}`];
    });
  });
};

const wrongWith = ({ specifier }: Import, place: Place): string | null => {
  if (specifier === COMPUTED) {
    return isTestCode(place.module.path)
      ? null
      : 'imports what is computed as it runs. Write the name out, so that it can be checked.';
  }
  if (specifier.startsWith('.')) return wrongWithRelative(specifier, place);
  if (specifier.startsWith(SCOPE)) return wrongWithOurs(specifier.slice(SCOPE.length), place);
  if (isBuiltin(specifier)) return wrongWithNode(specifier, place);
  return wrongWithLibrary(libraryOf(specifier), place);
};

/** The file that a relative import means: sources are imported by the name that they will have when built. */
const targetOf = (path: string, specifier: string): string =>
  posix.join(posix.dirname(path), specifier).replace(/\.js$/, '.ts');

const wrongWithRelative = (specifier: string, { module, home, paths }: Place): string | null => {
  const target = targetOf(module.path, specifier);
  if (!target.startsWith(`${home.folder}/`)) {
    return `imports ${specifier}, beyond its package. Import the other package by its name.`;
  }
  if (!paths.has(target)) return `imports ${specifier}, which is not there.`;
  if (isTestCode(target) && !isTestCode(module.path)) {
    return `imports ${specifier}, made for tests. Move what both need out of it.`;
  }
  return null;
};

const wrongWithOurs = (rest: string, { module, home, packages }: Place): string | null => {
  const [name = '', ...path] = rest.split('/');
  const entry = path.length === 0 ? '.' : `./${path.join('/')}`;
  const allowed = mayImport[home.name] ?? [];
  if (name === home.name) return 'imports its own package by name. Import the file.';
  if (!allowed.includes(name)) {
    const may = allowed.length === 0 ? 'none of ours' : allowed.join(', ');
    return `imports ${name}, but ${home.name} may import ${may}. Hand the value in, or move the code along the line.`;
  }
  if (!packages.find((other) => other.name === name)?.entries.includes(entry)) {
    return `imports ${name} at ${entry}. Export what is needed from its index.ts.`;
  }
  if (entry === './testing' && !isTestCode(module.path)) {
    return `imports ${name}/testing. Only tests may.`;
  }
  return home.dependencies.includes(SCOPE + name)
    ? null
    : `imports ${name}. Add it to the dependencies of ${home.folder}/package.json.`;
};

const wrongWithNode = (specifier: string, { module, home }: Place): string | null => {
  if (!specifier.startsWith('node:')) return `imports ${specifier}. Write node:${specifier}.`;
  return home.name in pure && !isTestCode(module.path)
    ? `imports ${specifier}, but ${home.name} is pure. Let its caller do it and hand in what comes out.`
    : null;
};

const wrongWithLibrary = (library: string, { module, home }: Place): string | null => {
  if (testTools.has(library)) {
    return isTestCode(module.path) ? null : `imports ${library} outside of a test. Move it into one.`;
  }
  const allowed = pure[home.name];
  if (allowed !== undefined && !allowed.includes(library)) {
    return `imports ${library}, but ${home.name} may use ${allowed.join(', ')} only. Let its caller do it.`;
  }
  return home.dependencies.includes(library)
    ? null
    : `imports ${library}. Add it to the dependencies of ${home.folder}/package.json.`;
};

/** `@scope/name/path` is a path within the library `@scope/name`. */
const libraryOf = (specifier: string): string =>
  specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** Files that import each other in a ring, each ring once. */
export const cycles = (modules: readonly Module[]): string[] => {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      found.push([...trail.slice(start), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    for (const { specifier } of byPath.get(path)?.imports ?? []) {
      if (specifier.startsWith('.')) visit(targetOf(path, specifier), [...trail, path]);
    }
    done.add(path);
  };
  for (const { path } of modules) visit(path, []);
  return found.map((ring) => `${ring}. Move what both need into a file of its own.`);
};

/** Dependencies on our own packages that differ from what is imported or from the references of tsconfig.json. */
export const undeclared = (modules: readonly Module[], packages: readonly Package[]): string[] =>
  packages.flatMap((home) => {
    const imported = new Set(
      modules
        .filter(({ path }) => path.startsWith(`${home.folder}/`))
        .flatMap(({ imports }) => imports.map(({ specifier }) => libraryOf(specifier))),
    );
    const ours = home.dependencies.filter((name) => name.startsWith(SCOPE));
    const folders = ours.map((name) => packages.find((other) => SCOPE + other.name === name)?.folder ?? name);
    return [
      ...ours
        .filter((name) => !imported.has(name))
        .map(
          (name) =>
            `${home.folder}/package.json depends on ${name}, which nothing imports. Remove it there and in tsconfig.json.`,
        ),
      ...folders
        .filter((folder) => !home.references.includes(folder))
        .map(
          (folder) => `${home.folder}/tsconfig.json does not refer to ${folder}. Add it to the references.`,
        ),
      ...home.references
        .filter((folder) => !folders.includes(folder))
        .map(
          (folder) => `${home.folder}/tsconfig.json refers to ${folder}, which is no dependency. Remove it.`,
        ),
    ];
  });
