import type { ContextRule } from '../context/context-rule';
import type { Resources } from '../manifest/resources';
import type { Service } from '../manifest/service';
import type { Problem } from '../problem/problem';
import type { RenderedFile } from '../synthesis/rendered-file';
import type { SeedInput, StackInput } from './input';

/** A command as an argument vector: never a shell string. */
export type Argv = readonly string[];

/** How the image runs: what compose, Kubernetes and the smoke test need to know, and nothing else. */
export interface Runtime {
  readonly user: { readonly uid: number; readonly gid: number };
  readonly main: Argv;
  readonly healthcheck: Argv;
  /** One-shot command of the same image that brings the database up to date. */
  readonly migrate?: Argv;
  /** Absolute folders that must be writable (tmpfs, emptyDir) under a read-only root. */
  readonly writable: readonly string[];
  /** Settings that are no secrets, with their values in every environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Names of the variables that tell where the database is; the password comes as a file. */
  readonly database?: {
    readonly host: string;
    readonly port: string;
    readonly name: string;
    readonly user: string;
    readonly passwordFile: string;
  };
  /** Where its metrics are, where it has any. */
  readonly metricsPath?: string;
  readonly gracePeriodSeconds: number;
}

/** The development container: its Dockerfile target and what compose watches. Paths are relative to the service. */
export interface Development {
  readonly target: string;
  readonly watch: readonly {
    readonly action: 'sync' | 'sync+restart' | 'rebuild';
    readonly path: string;
    readonly target?: string;
  }[];
  readonly writable: readonly string[];
}

/** A target of the Nx project, run in the service's folder. */
export interface StackTarget {
  readonly command: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly dependsOn?: readonly string[];
  /** Runs until it is stopped, and is never cached: a server in development. */
  readonly continuous?: boolean;
}

/** A kind of service. One folder under templates/stacks; companies ship theirs in a package of their own. */
export interface Stack {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly defaults: {
    readonly health: { readonly live: string; readonly ready: string };
    readonly resources: Resources;
    /** Compressed megabytes (10^6 bytes) over the base image. */
    readonly sizeBudgetMb: number;
    readonly smokeEndpoints: readonly string[];
  };
  /** Images that its Dockerfile starts from; keys are the stack's own names. */
  readonly images: Readonly<Record<string, string>>;
  /** Its services were there before: `nx g @org/ci:adopt` makes them, and `nx g @org/ci:service` offers it to nobody. */
  readonly adopts?: true;
  /** What a manifest of this stack must have besides, as an example of it. */
  readonly example?: Pick<Service, 'application'>;
  /** The application's source: written once. */
  seed(input: SeedInput): readonly RenderedFile[];
  /** Text of the Dockerfile, for a context laid out as the workspace. */
  dockerfile(input: StackInput): string;
  /** Text of Dockerfile.dockerignore; undefined where the service's own ignore file shall count. */
  dockerignore(input: StackInput): string | undefined;
  runtime(service: Service): Runtime;
  /** Without it there are no stages dev and test, and so no containers for development and for the test suite. */
  development?(input: StackInput): Development;
  /** What a manifest lacks to be one of this stack; `source` is its path. */
  problems?(service: Service, source: string): readonly Problem[];
  /** Targets that the stack brings (build, test, lint, typecheck, …). */
  targets(service: Service): Readonly<Record<string, StackTarget>>;
  /**
   * What else of the service's folder stays out of its image's context: all that is in the context is hashed as an
   * input of the image, and nothing else.
   */
  readonly context?: ContextRule;
}

/** Types a stack; the contract test in @org/ci-templates judges it. */
export const defineStack = (stack: Stack): Stack => stack;
