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
    await commitAll(stage.workspace); // tags of a commit are for committed work only
    return `${output.split('\n').length} files in apps/${stage.service}`;
  },
};

const check: Step = {
  title: 'lint, typecheck, test, build',
  run: async (stage) => {
    await nx(stage, 'run-many', '-t', 'lint', 'typecheck', 'test', 'build');
    return 'green without an edit';
  },
};

const image: Step = {
  title: 'build the image',
  run: async (stage) => {
    await nx(stage, 'run', `${stage.service}:image`);
    const { digest, platforms } = await receipt(stage, 'image');
    return `${shortDigest(digest)}  ${platforms.map(({ platform, size }) => `${platform} ${megabytes(size)}`).join(', ')}`;
  },
};

const smoke: Step = {
  title: 'run it as production would',
  run: async (stage) => {
    await nx(stage, 'run', `${stage.service}:smoke`);
    const seen = await receipt(stage, 'smoke');
    return `healthy after ${(seen.healthyAfterMs / 1000).toFixed(1)} s, stopped in ${seen.stoppedAfterMs} ms, ${megabytes(seen.memoryBytes)} of memory, ${seen.checks.length} checks`;
  },
};

const scan: Step = {
  title: 'scan and size',
  run: async (stage) => {
    await nx(stage, 'run-many', '-t', 'scan', 'size', '-p', stage.service);
    const [scanned, sized] = [await receipt(stage, 'scan'), await receipt(stage, 'size')];
    const findings = `${scanned.findings.length} ${scanned.findings.length === 1 ? 'finding' : 'findings'}`;
    return `gate open: ${findings} in ${scanned.scanned.join(' and ')}; ${megabytes(sized.overBaseBytes)} over the base`;
  },
};

const publish: Step = {
  title: 'publish',
  run: async (stage) => {
    await nx(stage, 'run', `${stage.service}:publish`);
    const { references } = await receipt(stage, 'publish');
    return references.map((reference) => reference.slice(reference.lastIndexOf(':')).slice(0, 14)).join(' ');
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
    return `k8s/overlays/staging now holds ${shortDigest(digest)}`;
  },
};

const again: Step = {
  title: 'the same once more',
  run: async (stage) => {
    const { output } = await nx(stage, 'run', `${stage.service}:publish`);
    const cached = cacheHits(output);
    return cached ? `${cached.hits} of ${cached.tasks} tasks from the cache` : 'nothing came from the cache';
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
    await commitAll(stage.workspace);
    await nx(stage, 'run', `${stage.service}:publish`);
    const after = await receipt(stage, 'image');
    if (after.digest === before.digest) throw new Error('the edit did not reach the image');
    return `${shortDigest(before.digest)} → ${shortDigest(after.digest)}`;
  },
};

export const steps: readonly Step[] = [generate, check, image, smoke, scan, publish, promote, again, edit];
