import { parseService, parseWorkspace, unwrap } from '@org/ci-core';
import { loadStandard } from '@org/ci-standard';
import { runCommand } from '@org/ci-toolchain';
import type { Task } from '../../frame/task';
import { standardFiles, workspaceYaml, writeFolder } from '../../frame/testing/workspace';

const overlay = `# edited by people
images:
  - name: payments # promoted here
    newName: example.com/payments
    newTag: unpromoted
`;

/** A workspace with the service payments in apps/payments and overlays of two environments. */
export const writeWorkspace = (registry: string, more: string): Promise<string> =>
  writeFolder({
    ...standardFiles,
    'ci.yaml': workspaceYaml(registry, more),
    'apps/payments/service.yaml': 'name: payments\nstack: node-api\nport: 3000\n',
    'apps/payments/k8s/overlays/staging/kustomization.yaml': overlay,
    'apps/payments/k8s/overlays/production/kustomization.yaml': overlay,
  });

export interface TestTask<Options> extends Task<Options> {
  readonly said: string[];
  readonly announced: string[];
}

/** A task as the frame would give it; each has a session of its own. */
export function testTask<Options>(
  root: string,
  yaml: string,
  options: Options,
  dryRun = false,
): TestTask<Options> {
  const standard = loadStandard(root, '@acme/standard');
  const [stack] = standard.stacks;
  if (!stack) throw new Error('the standard of the tests has a stack');
  const said: string[] = [];
  const announced: string[] = [];
  return {
    options,
    project: 'payments',
    directory: 'apps/payments',
    workspace: unwrap(parseWorkspace(yaml, 'ci.yaml')),
    standard,
    stack,
    service: unwrap(parseService('name: payments\nstack: node-api\nport: 3000\n', 'service.yaml')),
    root,
    graph: { nodes: {}, dependencies: {} },
    dryRun,
    say: (line) => said.push(line),
    progress: () => undefined,
    announce: (line) => announced.push(line),
    run: runCommand,
    turn: (work) => work(),
    signal: new AbortController().signal,
    said,
    announced,
  };
}
