import type { Architecture } from '../os/platform.js';
import type { Layer } from './layer.js';

/** `config` of an OCI image configuration, as far as base images need it. */
export interface ImageConfig {
  readonly User?: string;
  readonly WorkingDir?: string;
  readonly Env: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly StopSignal?: string;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Volumes?: Readonly<Record<string, object>>;
}

/** A stand-in for a public base image. */
export interface BaseImage {
  /** References as Dockerfiles write them. */
  readonly references: readonly string[];
  /** The top layer; it knows those below it. */
  readonly top: Layer;
  /** The first is the machine's own in most cases; others are for final stages that run nothing. */
  readonly architectures: readonly Architecture[];
  readonly config: ImageConfig;
}

/** From the lowest to the highest. */
export function layersOf(top: Layer): Layer[] {
  return top.over ? [...layersOf(top.over), top] : [top];
}

export const searchPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
