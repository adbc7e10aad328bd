import { cacheHits, nx } from './nx.js';
import { megabytes, receipt, shortDigest } from './receipts.js';
import type { Step } from './step.js';
import { commitAll } from '../world/git.js';

const generate: Step = {
  title: 'nx g @org/ci:service',
  run: async (stage) => {
    await nx(
      stage,
      'g',
      '@org/ci:service',
      stage.service,
      '--stack=node-api',
      '--database=postgres',
      '--no-interactive',
    );
    const { output } = await stage.workspace.run('git', [
      'ls-files',
      '--others',
      '--exclude-standard',
      `apps/${stage.service}`,
    ]);
    await commitAll(stage.workspace, `Add the service ${stage.service}`); // tags of a commit are for committed work only
    return [`${output.split('\n').length} files in apps/${stage.service}`];
  },
};

const build: Step = {
  title: 'lint, typecheck, test, build, image',
  run: async (stage) => {
    await nx(stage, 'run-many', '-t', 'lint', 'typecheck', 'test', 'build', 'image');
    const { digest, platforms } = await receipt(stage, 'image');
    const sizes = platforms.map(({ platform, size }) => `${platform} ${megabytes(size)}`);
    return ['green without an edit', `${shortDigest(digest)}  ${sizes.join(', ')}`];
  },
};

const judge: Step = {
  title: 'run, measure and scan the image',
  run: async (stage) => {
    await nx(stage, 'run-many', '-t', 'smoke', 'size', 'scan', '-p', stage.service);
    const smoke = await receipt(stage, 'smoke');
    const size = await receipt(stage, 'size');
    const scan = await receipt(stage, 'scan');
    return [
      `healthy after ${(smoke.healthyAfterMs / 1000).toFixed(1)} s, stopped in ${smoke.stoppedAfterMs} ms, ${megabytes(smoke.memoryBytes)} of memory`,
      `${smoke.checks.length} checks passed: read-only, no capabilities, numeric user, endpoints, logs`,
      `${megabytes(size.overBaseBytes)} over the base`,
      `gate open: ${scan.findings.length} ${scan.findings.length === 1 ? 'finding' : 'findings'} in ${scan.scanned.join(' and ')}`,
    ];
  },
};

const publish: Step = {
  title: 'publish',
  run: async (stage) => {
    await nx(stage, 'run', `${stage.service}:publish`);
    const { references } = await receipt(stage, 'publish');
    return [
      references.map((reference) => reference.slice(reference.lastIndexOf(':')).slice(0, 14)).join(' '),
    ];
  },
};

const promote: Step = {
  title: 'promote to staging',
  run: async (stage) => {
    await nx(stage, 'run', `${stage.service}:promote`, '--to=staging');
    const { digest } = await receipt(stage, 'publish');
    const overlay = await stage.workspace.read(
      `apps/${stage.service}/k8s/overlays/staging/kustomization.yaml`,
    );
    if (!overlay.includes(digest)) throw new Error('the staging overlay does not hold the digest');
    return [`k8s/overlays/staging now holds ${shortDigest(digest)}`];
  },
};

const again: Step = {
  title: 'the same once more',
  run: async (stage) => {
    const { output } = await nx(stage, 'run', `${stage.service}:publish`);
    const cached = cacheHits(output);
    return [
      cached ? `${cached.hits} of ${cached.tasks} tasks from the cache` : 'nothing came from the cache',
    ];
  },
};

const edit: Step = {
  title: 'edit one line, publish',
  run: async (stage) => {
    const before = await receipt(stage, 'image');
    await stage.workspace.edit(
      `apps/${stage.service}/src/main.ts`,
      (text) => `${text}console.info('edited');\n`,
    );
    await commitAll(stage.workspace, 'Log a line at the start');
    await nx(stage, 'run', `${stage.service}:publish`);
    const after = await receipt(stage, 'image');
    if (after.digest === before.digest) throw new Error('the edit did not reach the image');
    return [`${shortDigest(before.digest)} → ${shortDigest(after.digest)}`];
  },
};

export const steps: readonly Step[] = [generate, build, judge, publish, promote, again, edit];
