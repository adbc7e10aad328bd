import { commitAll } from '../world/git.js';
import { tasksThat } from '../world/tasks.js';
import { nxTasks } from './nx.js';
import { receipt, shortDigest } from './receipts.js';
import type { DemoService } from './services.js';
import type { Step } from './step.js';

/** One line of one service: its image is built anew, and no other; it is published. */
export const edit = ({ name, edit: { file, change } }: DemoService): Step => ({
  title: `edit one line of ${name}, publish`,
  run: async (stage) => {
    const { workspace, services } = stage;
    await commitAll(workspace, 'Promote to staging');
    const before = await receipt({ workspace, service: name }, 'image');
    await workspace.edit(`apps/${name}/${file}`, change);
    await commitAll(workspace, `Edit a line of ${name}`);
    const images = await nxTasks(stage, 'run-many', '-t', 'image');
    const anew = tasksThat('ran', images, ':image');
    if (anew.join() !== `${name}:image`) throw new Error(`built anew: ${anew.join(', ') || 'nothing'}`);
    await nxTasks(stage, 'affected', '-t', 'publish', '--base=HEAD~1');
    const after = await receipt({ workspace, service: name }, 'publish');
    if (after.digest === before.digest) throw new Error('the edit did not reach the image');
    const others = services.filter((service) => service.name !== name).map((service) => service.name);
    return [
      `${shortDigest(before.digest)} → ${shortDigest(after.digest)}`,
      ...(others.length > 0 ? [`from the cache, with the digest it had: ${others.join(', ')}`] : []),
    ];
  },
});
