import { formatYaml } from '../../yaml/format';
import { because, commented, spaced, type YamlObject, type YamlValue } from '../../yaml/value';
import type { Step } from './step';

/** A fixed runner: `latest` moves under a workflow's feet. */
const runner = 'ubuntu-24.04';

export interface Job {
  readonly name: string;
  readonly needs?: readonly string[];
  readonly if?: string;
  readonly environment?: YamlValue;
  readonly timeoutMinutes: number;
  readonly concurrency?: string;
  /** Permission → why. */
  readonly permissions: Readonly<Record<string, readonly ['read' | 'write', string]>>;
  readonly strategy?: YamlObject;
  readonly outputs?: YamlObject;
  readonly env?: YamlObject;
  readonly steps: readonly Step[];
}

const permissions = (job: Job): YamlObject =>
  Object.fromEntries(
    Object.entries(job.permissions).map(([name, [level, why]]) => [name, commented(level, why)]),
  );

const formatJob = (job: Job): YamlObject => ({
  name: job.name,
  needs: job.needs,
  if: job.if,
  'runs-on': runner,
  'timeout-minutes': job.timeoutMinutes,
  environment: job.environment,
  concurrency:
    job.concurrency === undefined
      ? undefined
      : { group: job.concurrency, 'cancel-in-progress': because('Never stop half-way.', false) },
  permissions: permissions(job),
  strategy: job.strategy,
  outputs: job.outputs,
  env: job.env,
  steps: job.steps,
});

export interface Workflow {
  readonly header: string;
  readonly name: string;
  readonly on: YamlObject;
  readonly concurrency: YamlObject;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** Quick and quiet in CI: no daemon, no worker per plugin. */
const environment = { NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', NX_NO_CLOUD: 'true' };

/** Text of a workflow: no permission unless a job asks for it. */
export const formatWorkflow = (workflow: Workflow): string =>
  formatYaml(
    {
      name: workflow.name,
      on: spaced(workflow.on),
      permissions: spaced({}),
      concurrency: spaced(workflow.concurrency),
      env: spaced(environment),
      defaults: spaced({ run: { shell: 'bash' } }),
      jobs: spaced(
        Object.fromEntries(
          Object.entries(workflow.jobs).map(([id, job], index) => [
            id,
            index === 0 ? formatJob(job) : spaced(formatJob(job)),
          ]),
        ),
      ),
    },
    { header: workflow.header, plainKeys: ['on'] },
  );
