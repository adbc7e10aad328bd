import { commitAll } from '../world/git.js';
import { tasksThat } from '../world/tasks.js';
import { edit } from './edit.js';
import { generate } from './generate.js';
import { nxTasks } from './nx.js';
import { megabytes, receipt, shortDigest } from './receipts.js';
import type { DemoService } from './services.js';
import { stagedDigest } from './staged.js';
import { perService, type Step } from './step.js';

const build: Step = {
  title: 'lint, typecheck, test, build, image',
  run: async (stage) => {
    await commitAll(stage.workspace, 'Add services'); // tags of a commit are for committed work only
    await nxTasks(stage, 'run-many', '-t', 'lint', 'typecheck', 'test', 'build', 'image');
    const images = await perService(stage, async (place) => {
      const { digest, platforms } = await receipt(place, 'image');
      const sizes = platforms.map(({ platform, size }) => `${platform} ${megabytes(size)}`);
      return [`${shortDigest(digest)}  ${sizes.join(', ')}`];
    });
    return ['green without an edit', ...images];
  },
};

const judge: Step = {
  title: 'run, measure and scan the images',
  run: async (stage) => {
    await nxTasks(stage, 'run-many', '-t', 'smoke', 'size', 'scan');
    return perService(stage, async (place) => {
      const smoke = await receipt(place, 'smoke');
      const size = await receipt(place, 'size');
      const scan = await receipt(place, 'scan');
      return [
        `healthy after ${(smoke.healthyAfterMs / 1000).toFixed(1)} s, stopped in ${smoke.stoppedAfterMs} ms, ${megabytes(smoke.memoryBytes)} of memory`,
        `${smoke.checks.length} checks passed: read-only, no capabilities, numeric user, …`,
        `${megabytes(size.overBaseBytes)} over the base`,
        `gate open: ${scan.findings.length} ${scan.findings.length === 1 ? 'finding' : 'findings'} in ${scan.scanned.join(' and ')}`,
      ];
    });
  },
};

const publish: Step = {
  title: 'publish',
  run: async (stage) => {
    await nxTasks(stage, 'run-many', '-t', 'publish');
    return perService(stage, async (place) => {
      const { references } = await receipt(place, 'publish');
      return [
        references.map((reference) => reference.slice(reference.lastIndexOf(':')).slice(0, 14)).join(' '),
      ];
    });
  },
};

const promote: Step = {
  title: 'promote to staging',
  run: async (stage) => {
    await nxTasks(stage, 'run-many', '-t', 'promote', '--to=staging');
    return perService(stage, async (place) => {
      const { digest } = await receipt(place, 'publish');
      if ((await stagedDigest(place)) !== digest)
        throw new Error(`the staging overlay of ${place.service} does not hold the digest`);
      return [`k8s/overlays/staging now holds ${shortDigest(digest)}`];
    });
  },
};

const again: Step = {
  title: 'all of it once more',
  run: async (stage) => {
    const ran = await nxTasks(stage, 'run-many', '-t', 'lint', 'typecheck', 'test', 'build', 'publish');
    const anew = tasksThat('ran', ran);
    if (anew.length > 0) throw new Error(`not from the cache: ${anew.join(', ')}`);
    const all = Object.keys(ran.tasks).length;
    return [`${tasksThat('hit', ran).length} of ${all} tasks from the cache`];
  },
};

/** What is done, in order; the first service is the one that is edited. */
export const planSteps = (services: readonly DemoService[]): readonly Step[] => [
  ...services.map(generate),
  build,
  judge,
  publish,
  promote,
  again,
  ...services.slice(0, 1).map(edit),
];
