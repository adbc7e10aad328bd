import type { BackingId } from '../manifest/backing-choice';

/** A folder that is in memory in every container of a product. */
export interface MemoryFolder {
  readonly path: string;
  readonly megabytes: number;
  /** Octal digits. */
  readonly mode: string;
}

/**
 * A backing service (12factor.net/backing-services): a product beside a service, reached over the network. What compose
 * files and smoke tests run of it, hardened as the services themselves are. One file per product.
 */
export interface Backing {
  /** Also its host name in every environment, and the purpose of its image among the standard's pins. */
  readonly id: BackingId;
  readonly title: string;
  readonly port: number;
  /** Numeric user of the official image. */
  readonly user: number;
  /** Folder in which its password's file lies, in every container that needs it; none where it knows no password. */
  readonly secrets?: string;
  readonly limits: {
    readonly cpus: number;
    readonly megabytes: number;
    readonly pids: number;
    readonly sharedMegabytes?: number;
  };
  readonly memory: readonly MemoryFolder[];
  /** What is kept: a volume, or memory where the whole is thrown away. */
  readonly data?: { readonly path: string; readonly megabytes: number; readonly volume: string };
  readonly entrypoint?: readonly string[];
  /** `ephemeral`: nothing of it is kept, so that durability may be given up for speed. */
  readonly command: (ephemeral: boolean) => readonly string[] | undefined;
  /** `name`: what its database and user are called. */
  readonly environment: (name: string) => Readonly<Record<string, string>>;
  /** Command in its own container that succeeds when it answers. */
  readonly ready: (name: string) => readonly string[];
  /** Why it asks as it does, for whoever reads the compose file. */
  readonly readyNote?: string;
  readonly stopSeconds: number;
}

/** Path of a product's password. */
export const passwordOf = ({ secrets }: Pick<Backing, 'secrets'>): string | undefined =>
  secrets === undefined ? undefined : `${secrets}/password`;
