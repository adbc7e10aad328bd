import { buildkit, compose, hadolint } from './courts/containers.js';
import type { Verdict } from './courts/court.js';
import { kubernetes } from './courts/kubernetes.js';
import { nginx } from './courts/nginx.js';
import { preCommit, yamllint } from './courts/text.js';
import { actionlint, zizmor } from './courts/workflows.js';
import { workspaceFiles } from './workspace-files.js';

export type { Verdict } from './courts/court.js';

const courts = [buildkit, hadolint, compose, actionlint, zizmor, kubernetes, nginx, preCommit, yamllint];

/**
 * Every judge's verdict on what was generated into a workspace. Needs an engine (DOCKER_HOST) whose registry has the
 * base images, because BuildKit resolves them before it checks.
 * @param root absolute path of the workspace
 */
export async function judgeWorkspace(root: string): Promise<Verdict[]> {
  const files = await workspaceFiles(root);
  const verdicts: Verdict[] = [];
  for (const court of courts) verdicts.push(await court(root, files));
  return verdicts;
}
