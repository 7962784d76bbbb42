/** A source file as the parser sees it: what it imports, what it exports, and what only the impure do. */
import { parseSync, Visitor } from 'oxc-parser';

export interface Import {
  readonly specifier: string;
  readonly line: number;
}

export interface Module {
  readonly path: string;
  /** Every import: static, type-only, re-exported, dynamic and within types. */
  readonly imports: readonly Import[];
  /** The names it exports; a re-exported `*` has none. */
  readonly exports: readonly string[];
  /** Where it reads the clock or waits. */
  readonly impurities: readonly { readonly what: string; readonly line: number }[];
}

/** A specifier that is computed while the program runs cannot be checked. */
export const COMPUTED = '(computed)';

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** `'x'` or `"x"` as it stands in the source, or `COMPUTED`. */
const literal = (source: string): string => /^(['"])([^'"]*)\1$/.exec(source)?.[2] ?? COMPUTED;

export const parseModule = (path: string, text: string): Module => {
  const { program, module, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path} could not be parsed: ${error.message}`);

  const imports: Import[] = [];
  const seen = (specifier: string, offset: number): void => {
    imports.push({ specifier, line: lineAt(text, offset) });
  };
  for (const { moduleRequest } of module.staticImports) seen(moduleRequest.value, moduleRequest.start);
  const exported = module.staticExports.flatMap(({ entries }) => entries);
  for (const { moduleRequest } of exported) {
    if (moduleRequest !== null) seen(moduleRequest.value, moduleRequest.start);
  }
  for (const { moduleRequest } of module.dynamicImports) {
    seen(literal(text.slice(moduleRequest.start, moduleRequest.end)), moduleRequest.start);
  }

  const impurities: { what: string; line: number }[] = [];
  const impure = (what: string, offset: number): void => {
    impurities.push({ what, line: lineAt(text, offset) });
  };
  const functionNode = (node: { async: boolean; start: number }): void => {
    if (node.async) impure('an async function', node.start);
  };
  new Visitor({
    TSImportType: ({ source }) => seen(source.value, source.start),
    FunctionDeclaration: functionNode,
    FunctionExpression: functionNode,
    ArrowFunctionExpression: functionNode,
    NewExpression: ({ callee, arguments: given, start }) => {
      if (callee.type === 'Identifier' && callee.name === 'Date' && given.length === 0) {
        impure('new Date() without an argument', start);
      }
    },
  }).visit(program);

  return {
    path,
    imports,
    exports: exported.flatMap(({ exportName }) => (exportName.name === null ? [] : [exportName.name])),
    impurities,
  };
};
