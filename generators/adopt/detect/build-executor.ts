import { posix } from 'node:path';
import { found, type Found } from '../evidence';
import type { Project, Target } from '../project';
import type { Build } from './build-facts';
import { scriptBuild } from './build-script';

type Read = Omit<Build, 'target'>;
type Options = Readonly<Record<string, unknown>>;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** `outputPath: dist/x`, `outputPath: { base: dist/x }`, with or without a token in front. */
function outputPath({ outputPath: value }: Options, { directory }: Project): string | undefined {
  const plain = text(value) ?? text((value as { base?: unknown } | undefined)?.base);
  return plain === undefined
    ? undefined
    : posix
        .normalize(plain.replace('{workspaceRoot}/', '').replaceAll('{projectRoot}', directory))
        .replace(/\/$/, '');
}

/** `apps/api/src/main.ts` → main */
const stem = (main: unknown): string =>
  posix.basename(text(main) ?? 'main.ts').replace(/\.[cm]?[jt]sx?$/, '');

/** As @nx/esbuild names it: esm is .js, cjs is .cjs, unless esbuildOptions say otherwise. */
function esbuildFile({ main, outputFileName, format, esbuildOptions }: Options): string {
  const given = text(outputFileName);
  if (given !== undefined && posix.extname(given) !== '') return given;
  const extensions = (esbuildOptions as { outExtension?: Record<string, string> } | undefined)?.outExtension;
  const isCjs = Array.isArray(format) && format.includes('cjs') && !format.includes('esm');
  return `${given ?? stem(main)}${extensions?.['.js'] ?? (isCjs ? '.cjs' : '.js')}`;
}

/** The compiler keeps the folders below the project's: `apps/api/src/main.ts` → src/main.js */
function compiledFile({ main }: Options, { directory }: Project): string {
  const path = text(main) ?? 'src/main.ts';
  const below = path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : path;
  return below.replace(/\.([cm]?)tsx?$/, '.$1js');
}

const files: readonly (readonly [executor: RegExp, file: (options: Options, project: Project) => string])[] = [
  [/^@nx\/esbuild:esbuild$/, esbuildFile],
  [/^@(nx|nrwl)\/(webpack:webpack|rspack:rspack|node:(webpack|build))$/, ({ outputFileName }) => text(outputFileName) ?? 'main.js'],
  [/^@(nx|nrwl)\/js:(tsc|swc)$/, compiledFile],
]; // prettier-ignore

function commandOf({ command, options }: Target): string | undefined {
  const commands = options?.commands;
  const first: unknown = Array.isArray(commands) ? commands.at(-1) : undefined;
  return (
    text(command) ??
    text(options?.command) ??
    text(first) ??
    text((first as { command?: unknown } | undefined)?.command)
  );
}

/** What a target of the Nx project writes, by its executor's options or by its command. */
export function executorBuild(project: Project, target: Target, evidence: string): Read {
  const options = target.options ?? {};
  const executor = text(target.executor) ?? 'nx:run-commands';
  const command = commandOf(target);
  if (executor === 'nx:run-commands' && command !== undefined) {
    const cwd = (text(options.cwd) ?? '.')
      .replace('{workspaceRoot}', '.')
      .replace('{projectRoot}', project.directory);
    return scriptBuild(project, command, cwd, evidence);
  }
  const output = outputPath(options, project);
  const file = files.find(([name]) => name.test(executor))?.[1];
  const main: Found<string>[] =
    output === undefined || file === undefined
      ? []
      : [found(`${output}/${file(options, project)}`, `${evidence}.options.main`)];
  return {
    tool: executor,
    output: output === undefined ? [] : [found(output, `${evidence}.options.outputPath`)],
    main,
  };
}
