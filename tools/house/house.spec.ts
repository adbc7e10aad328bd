import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, packages, sourcesOf, type Source } from './sources';

const root = join(__dirname, '../..');
const all = Object.entries(packages).map(([name, folder]) => ({
  name,
  folder,
  sources: sourcesOf(root, folder),
}));
const everything = all.flatMap(({ sources }) => sources);

/** Who may use whom: nothing points back. */
const allowed: Record<string, readonly string[]> = {
  core: [],
  oci: ['core'],
  toolchain: ['core'],
  templates: ['core'],
  standard: ['core', 'templates'],
  generators: ['core', 'oci', 'toolchain', 'templates', 'standard'],
  executors: ['core', 'oci', 'toolchain', 'templates', 'standard'],
  ci: ['core', 'generators', 'executors', 'templates', 'standard'],
};

const paths = (sources: readonly Source[], test: (name: string) => boolean): string[] =>
  sources.filter(({ imports }) => imports.some(test)).map(({ path }) => path);

/** The package that a specifier names, `ci` for @org/ci itself. */
const packageOf = (specifier: string): string | undefined =>
  /^@org\/ci-([a-z]+)(\/|$)/.exec(specifier)?.[1] ?? (/^@org\/ci(\/|$)/.test(specifier) ? 'ci' : undefined);

/** Whether a relative import leaves the folder of its package. */
function leaves({ path, imports }: Source, folder: string): boolean {
  return imports.some(
    (name) =>
      name.startsWith('.') &&
      !join(path, '..', name).startsWith(`${folder}/`) &&
      join(path, '..', name) !== folder,
  );
}

describe('the house', () => {
  it.each(all)('$name uses only what it stands on', ({ name, folder, sources }) => {
    expect(sources.length).toBeGreaterThan(0);
    const mine = allowed[name] ?? [];
    const wrong = sources.flatMap(({ path, imports }) =>
      imports.flatMap((one) => {
        const used = packageOf(one);
        return used !== undefined && !mine.includes(used) ? [`${path} imports ${one}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
    expect(sources.filter((source) => leaves(source, folder)).map(({ path }) => path)).toEqual([]);
  });

  it('spawns processes in one module only', () => {
    const spawning = paths(everything, (name) =>
      /^(node:)?(child_process|cluster)$|^(execa|cross-spawn|node-pty)$/.test(name),
    );
    expect(spawning.filter((path) => !path.startsWith('packages/toolchain/src/spawn/'))).toEqual([]);
    expect(spawning.length, 'the rule sees the one that does').toBeGreaterThan(0);
  });

  it('touches a Tree in generators only', () => {
    const touching = everything.filter(({ text }) =>
      /\bTree\b[^'"]*['"]@nx\/devkit['"]|nx\/src\/generators/.test(text),
    );
    expect(touching.filter(({ path }) => !path.startsWith('generators/')).map(({ path }) => path)).toEqual(
      [],
    );
    expect(touching.length, 'the rule sees those that do').toBeGreaterThan(0);
  });

  it('keeps core pure: no file, process, network, clock or Nx', () => {
    const core = everything.filter(({ path }) => path.startsWith('packages/core/'));
    expect(paths(core, (name) => /^node:|^(fs|path|os|crypto|http)$|^@?nx\b/.test(name))).toEqual([]);
    const impure = core.filter(({ text }) =>
      /\bprocess\.|\bDate\.now\(|new Date\(\)|Math\.random\(|\bfetch\(/.test(text),
    );
    expect(impure.map(({ path }) => path)).toEqual([]);
  });

  it('keeps files small: median 60, nine of ten 150, none over 250 lines', () => {
    const lengths = everything.map(({ text }) => text.split('\n').length - 1).sort((a, b) => a - b);
    const at = (share: number): number => lengths[Math.floor((lengths.length - 1) * share)] ?? Infinity;
    expect(at(0.5)).toBeLessThanOrEqual(60);
    expect(at(0.9)).toBeLessThanOrEqual(150);
    expect(
      everything.filter(({ text }) => text.split('\n').length - 1 > 250).map(({ path }) => path),
    ).toEqual([]);
  });

  it('reads every form of import', () => {
    const text = `import a from 'a';\nimport 'b';\nexport * from "c";\nimport type { D }\n  from 'd';\nawait import('e');\nrequire('f');`;
    expect(importsOf(text)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });
});
