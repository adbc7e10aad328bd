import type { Standard } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { formatCompose } from './artefacts/compose/files';
import { exampleWorkspace } from './contract/example';
import { queuedService } from './testing/queued';
import { example, generated, standard } from './testing/standard';

const { pins } = standard;

const managers = [
  { packageManager: 'npm', pythonPackageManager: 'uv' },
  { packageManager: 'pnpm', pythonPackageManager: 'pip' },
] as const;

/** Everything that is rendered for all package managers, with these pins, as one text. */
function rendered(own: Standard['pins']): string {
  const texts = managers.flatMap(({ packageManager, pythonPackageManager }) => {
    const input = exampleWorkspace({ ...standard, pins: own }, { ...example, packageManager });
    const workspace = { ...input.workspace, pythonPackageManager, platforms: ['linux/arm64'] };
    const foreign = { ...input, workspace };
    return [...generated(foreign).values()].map(({ text }) => text);
  });
  return [...texts, ...beside(own)].join('\n');
}

/** Compose files of services with every product in every version on offer. */
function beside(own: Standard['pins']): string[] {
  const products = [{ database: 'postgres', cache: 'redis', broker: 'rabbitmq' }, { cache: 'memcached' }].map(
    (chosen) => [chosen, {}] as const,
  );
  const versions = Object.keys(own.images).flatMap((purpose) => {
    const [id = '', version] = purpose.split('-');
    return version === undefined
      ? []
      : [[{ [id === 'postgres' ? 'database' : 'cache']: id }, { [id]: version }] as const];
  });
  return [...products, ...versions].map(([chosen, of]) => {
    const input = queuedService({ ...chosen, versions: of });
    return formatCompose({ ...input, standard: { ...standard, pins: own } });
  });
}

const map = <T>(of: Readonly<Record<string, T>>, change: (name: string, index: number) => T) =>
  Object.fromEntries(Object.keys(of).map((name, index) => [name, change(name, index)]));
const sha = (kind: string, index: number): string => `${kind}${index.toString(16)}`.padEnd(40, '0');

/** Pins that nobody could have written down beside the standard. */
const marked: Standard['pins'] = {
  images: map(pins.images, (name) => `example.com/${name}:marked`),
  actions: map(pins.actions, (_, index) => ({ version: `v900.0.${index}`, sha: sha('a', index) })),
  hooks: map(pins.hooks, (_, index) => ({ version: `v800.0.${index}`, sha: sha('b', index) })),
  tools: map(pins.tools, (_, index) => `700.0.${index}`),
};
const text = rendered(marked);

describe('every pin of the standard decides something that is rendered', () => {
  it.each(Object.entries(marked.images))('image %s', (_, reference) => {
    expect(text).toContain(reference);
  });
  it.each(Object.entries(marked.actions))('action %s', (name, pin) => {
    expect(text).toMatch(new RegExp(`uses: ${name}(/[a-z-]+)*@${pin.sha} # ${pin.version}\n`));
  });
  it.each(Object.entries(marked.hooks))('hook %s', (name, pin) => {
    expect(text).toMatch(new RegExp(`repo: ${name}\n\\s+rev: ${pin.sha} # frozen: ${pin.version}\n`));
  });
  // what locks is run, and rendered nowhere: packages/toolchain/src/pip/lock.spec.ts has its version
  const inFiles = Object.entries(marked.tools).filter(([name]) => name !== 'pip-tools');
  it.each(inFiles)('tool %s', (_, version) => {
    expect(text).toMatch(new RegExp(`${version.replaceAll('.', '\\.')}\\b`));
  });
});

describe('pins', () => {
  const commits = { ...pins.actions, ...pins.hooks };

  it.each(Object.entries(commits))('%s is an exact version and a commit', (_, pin) => {
    expect(pin.version).toMatch(/^v\d+(\.\d+){2,3}$/);
    expect(pin.sha).toMatch(/^[0-9a-f]{40}$/);
  });
  it('give no commit twice', () => {
    const all = Object.values(commits).map((pin) => pin.sha);
    expect(new Set(all).size).toBe(all.length);
  });
  it('are rendered with no other version or commit beside them', () => {
    const known = new Set(Object.values(commits).map((pin) => `${pin.sha} ${pin.version}`));
    const found = [...rendered(pins).matchAll(/\b([0-9a-f]{40}) # (?:frozen: )?(v\S+)/g)];
    expect(found.length).toBeGreaterThan(known.size);
    expect(found.filter(([, commit, version]) => !known.has(`${commit} ${version}`))).toEqual([]);
  });
  it.each([
    ['actionlint', 'https://github.com/rhysd/actionlint'],
    ['gitleaks', 'https://github.com/gitleaks/gitleaks'],
    ['zizmor', 'https://github.com/zizmorcore/zizmor-pre-commit'],
  ])('%s is the same in hooks and in CI', (tool, hook) => {
    expect(`v${pins.tools[tool]}`).toBe(pins.hooks[hook]?.version);
  });
});
