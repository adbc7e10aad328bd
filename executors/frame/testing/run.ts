import type { ExecutorContext } from '@nx/devkit';
import type { SingleImplementation } from '../adapt';
import { captureOutput } from './output';

/** An Nx context of a workspace with one project in `apps/<name>`. */
export const contextOf = (root: string, project: string, folder = `apps/${project}`): ExecutorContext =>
  ({
    root,
    projectName: project,
    targetName: 'test',
    projectGraph: { nodes: { [project]: { name: project, data: { root: folder } } }, dependencies: {} },
  }) as unknown as ExecutorContext;

/** Runs an executor; answers whether it succeeded and all that it wrote. */
export async function runExecutor(
  implementation: SingleImplementation,
  options: object,
  context: ExecutorContext,
): Promise<{ success: boolean; output: string }> {
  const output = captureOutput();
  try {
    const { success } = await implementation(options, context);
    return { success, output: output.text() };
  } finally {
    output.restore();
  }
}
