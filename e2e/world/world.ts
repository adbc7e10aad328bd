import { z } from 'zod';
import { UsageError } from '../usage-error.js';

/** What the suite sets up once and hands to every end-to-end test through the environment. */
const Environment = z.object({
  ORG_CI_REGISTRY: z.string().min(1).describe('host:port of a container registry on loopback'),
  ORG_CI_MIRRORS: z.string().describe('JSON: registry host → mirror'),
  ORG_CI_NPM_REGISTRY: z.url().describe('Verdaccio with the packed packages'),
  DOCKER_HOST: z.string().optional(),
});

/** Real parts, all on loopback. */
export interface World {
  readonly registry: string;
  readonly mirrors: Readonly<Record<string, string>>;
  readonly npmRegistry: string;
  /** Environment of every process that a test starts. */
  readonly env: Readonly<Record<string, string>>;
}

const mirrors = z.record(z.string(), z.string());

/** Environment of whoever works in a workspace: our packages, and Nx without what outlives a command. */
export const workspaceEnvironment = (npmRegistry: string): Record<string, string> => ({
  npm_config_registry: npmRegistry,
  // A connection that says nothing more is given up in time for the next try: npm waits five minutes for each of three.
  npm_config_fetch_timeout: '90000',
  npm_config_fetch_retries: '4',
  NX_DAEMON: 'false',
  NX_ISOLATE_PLUGINS: 'false',
  NX_NO_CLOUD: 'true',
  NX_TUI: 'false',
  FORCE_COLOR: '0',
  NO_COLOR: '1',
});

/** The world as the environment describes it; a missing part is an error that says how to get it. */
export function readWorld(environment: NodeJS.ProcessEnv = process.env): World {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const missing = [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))].join(', ');
    throw new UsageError(
      `${missing}: not set, or wrong. Engine and registries are named by ${Object.keys(Environment.shape).join(', ')}: set all of them, or none: npm test -- --only e2e and npm run bench then bring their own.`,
    );
  }
  const { ORG_CI_REGISTRY, ORG_CI_MIRRORS, ORG_CI_NPM_REGISTRY } = parsed.data;
  return {
    registry: ORG_CI_REGISTRY,
    mirrors: mirrors.parse(JSON.parse(ORG_CI_MIRRORS)),
    npmRegistry: ORG_CI_NPM_REGISTRY,
    env: workspaceEnvironment(ORG_CI_NPM_REGISTRY),
  };
}
