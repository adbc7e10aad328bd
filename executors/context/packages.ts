import type { Task } from '../frame/task';
import type { ContextFile } from './plan';

/** A service in its workspace. */
export type Placed = Pick<Task<unknown>, 'root' | 'graph' | 'project' | 'directory' | 'workspace'>;

/** What a service's context has of the workspace's root. */
export interface RootPart {
  /** Files of the root that are written for this service. */
  readonly written: Readonly<Record<string, string>>;
  /** Files of patches that it needs. */
  readonly patches: readonly string[];
  /** Folders of its workspaces and libraries, itself included, sorted. */
  readonly folders: readonly string[];
}

/** A lock file as a scanner reads it. */
export interface LockText {
  readonly file: string;
  readonly text: string;
}

/** What installs and locks the packages of a service: all of a build context that is peculiar to a language. */
export interface Packages {
  /** The lock file that has its packages, from the workspace's root. */
  lockFile(service: Pick<Placed, 'workspace' | 'directory'>): string;
  /** What the context has of the root: manifests and lock file narrowed to the service's closure. */
  readRoot(service: Placed): Promise<RootPart>;
  /** The lock file narrowed to what is shipped, for lists of it. `context` are the files of the build context. */
  productionLock(service: Placed, context: readonly ContextFile[]): Promise<LockText>;
}
