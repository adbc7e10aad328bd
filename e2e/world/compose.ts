import { must } from './must.js';
import type { Ran, Sandbox } from './sandbox.js';

/** A container as the engine runs it; the part of `docker inspect` that tests look at. */
export interface Container {
  readonly Id: string;
  /** Id of its image. */
  readonly Image: string;
  readonly Config: { readonly User: string; readonly Labels: Readonly<Record<string, string>> };
  readonly State: {
    readonly Status: string;
    readonly ExitCode: number;
    readonly StartedAt: string;
    readonly FinishedAt: string;
    readonly Health?: { readonly Status: string };
  };
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly CapDrop: readonly string[] | null;
    readonly CapAdd: readonly string[] | null;
    readonly SecurityOpt: readonly string[] | null;
    readonly Privileged: boolean;
    readonly PidsLimit: number | null;
    readonly Memory: number;
    readonly Tmpfs: Readonly<Record<string, string>> | null;
    readonly PortBindings: Readonly<Record<string, readonly { readonly HostIp: string }[] | null>>;
  };
}

/** Compose in the folder of one service. */
export interface Compose {
  run(...args: string[]): Promise<Ran>;
  /** Every container of the project, ended ones too, by the name of its service. */
  containers(...files: string[]): Promise<Record<string, Container>>;
  /** Ends and forgets everything that was started from these files. */
  down(...files: string[]): Promise<void>;
}

/**
 * An engine may lose a layer to its own garbage collection while it unpacks what it has built (moby/buildkit#6521,
 * mended by #6558 in March 2026): the same once more succeeds.
 */
const lostLayer = /failed to prepare extraction snapshot .*parent snapshot sha256:\w+ does not exist/;

export function composeIn(workspace: Sandbox, cwd: string, env: Record<string, string>): Compose {
  const once: Compose['run'] = (...args) => workspace.run('docker', ['compose', ...args], { cwd, env });
  const run: Compose['run'] = async (...args) => {
    const ran = await once(...args);
    return lostLayer.test(ran.output) ? once(...args) : ran;
  };
  return {
    run,
    containers: async (...files) => {
      const { output } = must(await run(...files, 'ps', '--all', '--quiet'), 'docker compose ps');
      const inspected = must(
        await workspace.run('docker', ['inspect', ...output.split('\n')]),
        'docker inspect',
      );
      const found = JSON.parse(inspected.output) as Container[];
      return Object.fromEntries(
        found.map((one) => [one.Config.Labels['com.docker.compose.service'] ?? '', one]),
      );
    },
    down: async (...files) => {
      const args = ['down', '--volumes', '--remove-orphans', '--rmi=local', '--timeout=2'];
      must(await run(...files, ...args), 'docker compose down');
    },
  };
}
