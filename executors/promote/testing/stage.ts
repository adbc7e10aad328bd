import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readOverlayImage, unwrap, type ImageReceipt } from '@org/ci-core';
import { execa } from 'execa';
import { problemsOf } from '../../../packages/oci/test/problems';
import { startProxy, type Proxy } from '../../../packages/oci/test/proxy';
import { workspaceYaml } from '../../frame/testing/workspace';
import { publish } from '../../publish/publish';
import { repositoryIn } from '../../registry/repository';
import { freshPath, pushTestImage, testRegistry } from '../../registry/testing/image';
import { writePassed } from '../../registry/testing/receipts';
import { testTask, writeWorkspace, type TestTask } from '../../registry/testing/service';
import type { PromoteOptions } from '../options';
import { promote } from '../promote';

/** An image that was published at a commit of its own. */
export interface Release {
  readonly image: ImageReceipt;
  readonly commit: string;
}

/** A repository with the service payments, staging and production; production's registry is behind a proxy. */
export interface Stage {
  readonly root: string;
  readonly yaml: string;
  readonly home: string;
  readonly live: string;
  readonly proxy: Proxy;
  git(...args: string[]): Promise<string>;
  /** Everything in the work tree; the commit's id. */
  commitAll(): Promise<string>;
  release(): Promise<Release>;
  task(to: string, more?: Partial<PromoteOptions>, dryRun?: boolean): TestTask<PromoteOptions>;
  /** Promotes, and lets git know. */
  promoteAndCommit(to: string, more?: Partial<PromoteOptions>): Promise<void>;
  /** `gate: why` of every closed gate. */
  refused(task: TestTask<PromoteOptions>): Promise<string[]>;
  overlayFile(environment: string): string;
  overlay(environment: string): Promise<string>;
  digestIn(environment: string): Promise<string | undefined>;
  remove(): Promise<void>;
}

const identity = ['-c', 'user.name=tests', '-c', 'user.email=tests@example.com'];

export async function openStage(): Promise<Stage> {
  const proxy = await startProxy(testRegistry());
  const [home, live] = [`${testRegistry()}/${freshPath()}`, `${proxy.host}/${freshPath()}`];
  const more = `  - name: production\n    registry: ${live}\n    production: true\n`;
  const yaml = workspaceYaml(home, more);
  const root = await writeWorkspace(home, more);
  const git: Stage['git'] = async (...args) => (await execa('git', args, { cwd: root })).stdout;
  const commitAll = async (): Promise<string> => {
    await git('add', '--all');
    await git(...identity, 'commit', '--quiet', '--allow-empty', '--message=as it is');
    return git('rev-parse', 'HEAD');
  };
  const task: Stage['task'] = (to, options = {}, dryRun = false) =>
    testTask(root, yaml, { to, allowOlder: false, ...options }, dryRun);
  const overlayFile: Stage['overlayFile'] = (environment) =>
    path.join(root, 'apps/payments/k8s/overlays', environment, 'kustomization.yaml');
  const overlay: Stage['overlay'] = (environment) => readFile(overlayFile(environment), 'utf8');
  await git('init', '--quiet', '--initial-branch=main');
  await writeFile(path.join(root, '.gitignore'), 'dist\nnode_modules\n');
  return {
    ...{ root, yaml, home, live, proxy, git, commitAll, task, overlayFile, overlay },
    release: async () => {
      const image = await pushTestImage(repositoryIn(home, 'payments'), 'payments');
      await writePassed(root, image);
      const commit = await commitAll();
      await publish(testTask(root, yaml, {}), {
        tags: [{ name: commit, moving: false }],
        registries: [home],
        ensure: () => Promise.reject(new Error('nothing was lost')),
      });
      return { image, commit };
    },
    promoteAndCommit: async (to, options) => {
      await promote(task(to, options));
      await commitAll();
    },
    refused: async (given) =>
      (await problemsOf(promote(given))).map(({ where, what }) => `${where.split('› ').at(-1)}: ${what}`),
    digestIn: async (environment) =>
      unwrap(readOverlayImage(await overlay(environment), 'payments', 'k'))?.digest,
    remove: async () => {
      await Promise.all([proxy.close(), rm(root, { recursive: true })]);
    },
  };
}
