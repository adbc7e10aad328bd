import { posix } from 'node:path';
import { found, type Found } from '../evidence';
import { parseLoose, type Project } from '../project';
import type { Build } from './build-facts';
import { optionOf, parseScript } from './command';
import { readTsConfig } from './tsconfig';

type Read = Omit<Build, 'target'>;

interface Run {
  readonly project: Project;
  readonly words: readonly string[];
  /** Folder that the script runs in, from the root. */
  readonly cwd: string;
  readonly evidence: string;
}

const at = (cwd: string, path: string): string => posix.normalize(posix.join(cwd, path)).replace(/\/$/, '');

const one = (value: string | undefined, evidence: string): Found<string>[] =>
  value === undefined ? [] : [found(value, evidence)];

const entries = ['main', 'index', 'server', 'app'];

/** Where the compiler puts what lies in src: `dist/x.js` where src is its root, or all that there is. */
function compiledEntry({ project }: Run, outDir: string, rootDir: string | undefined): Found<string>[] {
  const { directory, files } = project;
  const folder = rootDir === directory ? 'src/' : '';
  return entries
    .filter((name) => files.includes(`src/${name}.ts`))
    .map((name) => found(`${outDir}/${folder}${name}.js`, `src/${name}.ts`));
}

function tsc(run: Run): Read {
  const { words, cwd, project, evidence } = run;
  const given = optionOf(words, '-p', '--project') ?? optionOf(words, '-b', '--build') ?? '';
  const name = given === '' || given.startsWith('-') ? 'tsconfig.json' : given;
  const file = at(cwd, name.endsWith('.json') ? name : `${name}/tsconfig.json`);
  const { outDir, rootDir } = readTsConfig(project, file);
  const asked = optionOf(words, '--outDir', '--outdir');
  const output = asked === undefined ? outDir : at(cwd, asked);
  const where = asked === undefined ? `${file} › compilerOptions.outDir` : evidence;
  return {
    tool: 'tsc',
    output: one(output, where),
    main: output === undefined ? [] : compiledEntry(run, output, rootDir),
  };
}

function nest({ project, cwd }: Run): Read {
  const cli = parseLoose(project.read(at(cwd, 'nest-cli.json'))) as { entryFile?: unknown } | undefined;
  const { outDir } = ['tsconfig.build.json', 'tsconfig.json']
    .map((file) => readTsConfig(project, at(cwd, file)))
    .find((config) => config.outDir !== undefined) ?? { outDir: at(cwd, 'dist') };
  const entry = typeof cli?.entryFile === 'string' ? cli.entryFile : 'main';
  const output = outDir ?? at(cwd, 'dist');
  return {
    tool: 'nest build',
    output: one(output, 'nest build'),
    main: one(`${output}/${entry}.js`, 'nest build'),
  };
}

function esbuild({ words, cwd, evidence }: Run): Read {
  const file = optionOf(words, '--outfile');
  const folder = optionOf(words, '--outdir');
  const output = file === undefined ? folder : posix.dirname(file);
  return {
    tool: 'esbuild',
    output: one(output && at(cwd, output), evidence),
    main: one(file && at(cwd, file), evidence),
  };
}

const named =
  (tool: string, options: readonly string[], fallback?: string) =>
  ({ words, cwd, evidence }: Run): Read => {
    const output = optionOf(words, ...options) ?? fallback;
    return { tool, output: one(output && at(cwd, output), evidence), main: [] };
  };

const tools: Readonly<Record<string, (run: Run) => Read>> = {
  tsc,
  'vue-tsc': tsc,
  nest,
  esbuild,
  swc: named('swc', ['-d', '--out-dir']),
  babel: named('babel', ['-d', '--out-dir']),
  tsup: named('tsup', ['-d', '--out-dir'], 'dist'),
  tsdown: named('tsdown', ['-d', '--out-dir'], 'dist'),
  ncc: named('ncc', ['-o', '--out'], 'dist'),
  rollup: named('rollup', ['-d', '--dir']),
  webpack: named('webpack', ['-o', '--output-path'], 'dist'),
  'webpack-cli': named('webpack', ['-o', '--output-path'], 'dist'),
  vite: named('vite', ['--outDir'], 'dist'),
};

/** What a script of package.json, or a command of a target, writes: by the first tool in it that is known. */
export function scriptBuild(project: Project, script: string, cwd: string, evidence: string): Read {
  const commands = parseScript(script);
  const words = commands.find(([program = '']) => Object.hasOwn(tools, program));
  const tool = tools[words?.[0] ?? ''];
  if (words === undefined || tool === undefined)
    return { tool: commands[0]?.join(' ') ?? script, output: [], main: [] };
  return tool({ project, words, cwd, evidence });
}
