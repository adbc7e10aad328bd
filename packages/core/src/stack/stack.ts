import type { ContextRule } from '../context/context-rule';
import type { ConfigurationContract } from '../manifest/configuration';
import type { Resources } from '../manifest/resources';
import type { Service } from '../manifest/service';
import type { Problem } from '../problem/problem';
import type { RenderedFile } from '../synthesis/rendered-file';
import type { PackageManagers } from './ecosystem';
import type { SeedInput, StackInput } from './input';
import type { Ecosystem } from './ecosystem';

/** A command as an argument vector: never a shell string. */
export type Argv = readonly string[];

/** Names of the variables that tell a program where a backing service is; what is left out, it does not ask for. */
export interface BackingNames {
  /** Which product it is: `redis`, `rabbitmq`, … */
  readonly kind?: string;
  readonly host: string;
  readonly port: string;
  /** Of a database server: the name of the service's own database. Of Redis: the number of it. */
  readonly name?: string;
  readonly user?: string;
  /** Path of the file with its password. */
  readonly passwordFile?: string;
}

/** A secret of the application itself: random, different in every environment, given as a file. */
export interface Secret {
  /** Name of the file below /run/secrets/application. */
  readonly name: string;
  /** Variable that has its path. */
  readonly variable: string;
}

/** A long-running process beside the server, from the same image: a queue's worker, a scheduler. It serves no port. */
export interface Process {
  readonly command: Argv;
  /** Exits with 0 while it does its work. */
  readonly healthcheck: Argv;
  /** There must never be two of it. */
  readonly single?: true;
}

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
  /** How it finds its backing services; passwords come as files. */
  readonly database?: BackingNames;
  readonly cache?: BackingNames;
  readonly broker?: BackingNames;
  readonly secrets?: readonly Secret[];
  /** By name; those that the manifest names are run. */
  readonly processes?: Readonly<Record<string, Process>>;
  /** Where the files of its run-time configuration are, read-only: see Stack.configurationFiles. */
  readonly configuration?: { readonly folder: string };
  /** Variable that has the origins of browser applications which may call it, with commas between (CORS). */
  readonly origins?: string;
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
  /**
   * Port on this machine, beside the service's, where people look for a development server of this kind. In the
   * container it listens on the service's: nothing is published on which nobody listens.
   */
  readonly port?: number;
  /** Command that succeeds while the development server answers, where the image's own does not. */
  readonly healthcheck?: Argv;
  /** Settings that differ in development. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Commands of processes in development: those that follow edits. */
  readonly processes?: Readonly<Record<string, Argv>>;
}

/** What a stack can have behind it. The first of each is what a new service has where nobody chooses. */
export interface Accepts {
  readonly database?: readonly Service['database'][];
  readonly cache?: readonly Service['cache'][];
  readonly broker?: readonly Service['broker'][];
  /** Names that `processes` of a manifest may have. */
  readonly processes?: readonly string[];
}

/** A target of the Nx project, run in the service's folder. */
export interface StackTarget {
  readonly command: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly dependsOn?: readonly string[];
  /**
   * Packages whose versions decide its result, beside those that the service's own package.json names. Where it is left
   * out, Nx takes every package of the workspace: also those of the standard, whose next version then runs it again.
   */
  readonly externalDependencies?: readonly string[];
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
  /** node: npm or pnpm, python: uv or pip, as ci.yaml says. Default: node. */
  readonly ecosystem?: Ecosystem;
  /** Default: a database or none, and nothing else. */
  readonly accepts?: Accepts;
  /** The configuration contract that its new services start with; only a stack that has one knows `configuration`. */
  readonly configuration?: ConfigurationContract;
  /** Images that its Dockerfile starts from; keys are the stack's own names. */
  readonly images: Readonly<Record<string, string>>;
  /** Its services were there before: `nx g @org/ci:adopt` makes them, and `nx g @org/ci:service` offers it to nobody. */
  readonly adopts?: true;
  /** What a manifest of this stack must have besides, as an example of it. */
  readonly example?: Partial<Pick<Service, 'application' | 'configuration' | 'environments'>>;
  /** The application's source: written once. */
  seed(input: SeedInput): readonly RenderedFile[];
  /** Text of the Dockerfile, for a context laid out as the workspace. */
  dockerfile(input: StackInput): string;
  /** Text of Dockerfile.dockerignore; undefined where the service's own ignore file shall count. */
  dockerignore(input: StackInput): string | undefined;
  /** Further generated files of the service's folder, as artefacts render them. */
  files?(input: StackInput): readonly RenderedFile[];
  /**
   * Files that are mounted where Runtime.configuration says, by name. One image serves every environment.
   * @param environment name of an environment of ci.yaml; undefined on developers' machines
   */
  configurationFiles?(input: StackInput, environment: string | undefined): Readonly<Record<string, string>>;
  runtime(service: Service): Runtime;
  /** Without it there are no stages dev and test, and so no containers for development and for the test suite. */
  development?(input: StackInput): Development;
  /** What a manifest lacks to be one of this stack; `source` is its path. */
  problems?(service: Service, source: string): readonly Problem[];
  /**
   * Packages that the application needs for what the manifest says is behind it, each with the manifest's words for that:
   * `{ celery: 'broker: redis' }`. Its source is not written again when the manifest changes: sync says what it lacks.
   */
  needs?(service: Service): Readonly<Record<string, string>>;
  /** Targets that the stack brings (build, test, lint, typecheck, …). */
  targets(service: Service, managers: PackageManagers): Readonly<Record<string, StackTarget>>;
  /**
   * What else of the service's folder stays out of its image's context: all that is in the context is hashed as an
   * input of the image, and nothing else.
   */
  readonly context?: ContextRule;
}

/** Types a stack; the contract test in @org/ci-templates judges it. */
export const defineStack = (stack: Stack): Stack => stack;
