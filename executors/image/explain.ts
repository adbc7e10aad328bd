import path from 'node:path';
import { formatCommand } from '@org/ci-toolchain';
import { contextFolder, readContext, readDockerfile } from '../context/prepare';
import type { Task } from '../frame/task';
import { formatRepository, repositoryIn } from '../registry/repository';
import type { ImageOptions } from './options';
import { destination, layoutFolder, planBuild, planLoad } from './plan';

function after(task: Task<unknown> & { readonly dockerfile: string }, options: ImageOptions): string[] {
  const folder = contextFolder(task.root, task.service.name);
  const layout = layoutFolder(task.root, task.service.name);
  if (options.output === 'engine')
    return planLoad(task, options, path.join(folder, 'image.tar')).map((command) => formatCommand(command));
  if (options.output === 'oci') return [`# ${layout} is copied to ${destination(task, options)}`];
  const repository = repositoryIn(options.registry ?? task.workspace.registry, task.service.name);
  return [
    '# (not built where the last push was from the same files, pinned by digest, and the registry still has it)',
    `# ${layout} is pushed to ${formatRepository(repository)} by digest, and read back`,
    ...(options.provenance ? ['# provenance is attached to the digest'] : []),
  ];
}

/** What a run would do: the exact commands. Writes nothing. */
export async function explainImage(task: Task<unknown>, options: ImageOptions): Promise<void> {
  const files = await readContext(task);
  task.say(
    `# ${files.length} files are brought to ${path.join(contextFolder(task.root, task.service.name), 'context')}`,
  );
  const known = { ...task, dockerfile: await readDockerfile(task) };
  const metadata = path.join(contextFolder(task.root, task.service.name), 'metadata.json');
  task.say(formatCommand(planBuild(known, options, metadata)));
  for (const line of after(known, options)) task.say(line);
}
