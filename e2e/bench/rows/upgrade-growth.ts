import { join } from 'node:path';
import { must } from '../../world/must.js';
import type { Sandbox } from '../../world/sandbox.js';
import { editByHand, installStandard, openFleet } from '../fleet.js';
import type { Row } from '../row.js';

const count = 50;
const versions = 20;
const identity = [
  '-c',
  'user.name=bench',
  '-c',
  'user.email=bench@example.com',
  '-c',
  'commit.gpgsign=false',
];

/** A repository over a work tree; those of one tree do not see each other. */
interface Repository {
  commit(message: string): Promise<void>;
  /** Bytes of its packs, after a collection. */
  packedBytes(): Promise<number>;
}

async function repositoryOf(tree: Sandbox, name: string, excluded: readonly string[]): Promise<Repository> {
  const directory = join(tree.root, '..', `${name}.git`);
  const git = async (...args: string[]): Promise<string> => {
    const all = [...identity, `--git-dir=${directory}`, `--work-tree=${tree.root}`, ...args];
    return must(await tree.run('git', all), `git ${args.join(' ')}`).output;
  };
  must(await tree.run('git', ['init', '--quiet', '--bare', directory]), 'git init');
  await git('config', 'core.bare', 'false');
  const paths = excluded.map((path) => `:(exclude)${path}`);
  return {
    commit: async (message) => {
      await git('add', '--all', '--', 'apps', '.github', '.ci', ...paths);
      await git('commit', '--quiet', '--no-verify', `--message=${message}`);
    },
    packedBytes: async () => {
      await git('gc', '--quiet', '--prune=now');
      const [, kibibytes] = /size-pack: (\d+)/.exec(await git('count-objects', '--verbose')) ?? [];
      return Number(kibibytes) * 1024;
    },
  };
}

/** What a repository grows by in 20 versions of a standard, and what it would without what merging needs. */
export const upgradeGrowth: Row = {
  id: 'upgrade-growth',
  ours: `growth of the packed repository: ${count} services, three of five with edits, over ${versions} versions one by one`,
  against: 'the same commits without .ci (locks and merge bases)',
  unit: 'bytes',
  goal: 3,
  measure: async (bench) => {
    const fleet = await openFleet(bench, 'upgrade-growth', count);
    const { workspace } = fleet;
    await editByHand(fleet);
    const all = await repositoryOf(workspace, 'growth-all', []);
    const plain = await repositoryOf(workspace, 'growth-plain', ['.ci']);
    const both = [all, plain];
    for (const one of both) await one.commit('1.0.0');
    const before = await Promise.all(both.map((one) => one.packedBytes()));
    for (let minor = 1; minor <= versions; minor += 1) {
      await installStandard(workspace, minor);
      must(await workspace.nx(['g', '@org/ci:upgrade', '--skipInstall']), 'nx g @org/ci:upgrade');
      for (const one of both) await one.commit(`1.${minor}.0`);
    }
    const after = await Promise.all(both.map((one) => one.packedBytes()));
    const [ours = NaN, floor = NaN] = after.map((bytes, index) => bytes - (before[index] ?? NaN));
    const each = (bytes: number): string => (bytes / versions / count).toFixed(0);
    const packed = [before[0], after[0]].map((bytes = NaN) => (bytes / 1024).toFixed(0)).join(' to ');
    const remarks = [
      `upgrade-growth: ${each(ours)} bytes per version and service, ${each(floor)} without .ci; from ${packed} KiB packed`,
    ];
    return { ours: [ours], floor: [floor], remarks };
  },
};
