import type { Command } from '../spawn/command';
import { formatOutput, type Output } from './output';

export interface BuildOptions {
  /** Absolute path of the context's folder. */
  readonly context: string;
  /** Absolute path of the Dockerfile. */
  readonly dockerfile?: string;
  readonly output?: Output;
  /** `linux/amd64`; the builder's own where none is named. */
  readonly platforms?: readonly string[];
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** `type=registry,ref=…` */
  readonly cacheFrom?: readonly string[];
  readonly cacheTo?: readonly string[];
  /** `id=npmrc,src=/path` or `id=token,env=TOKEN` */
  readonly secrets?: readonly string[];
  /** Name → `docker-image://…` or a folder. */
  readonly buildContexts?: Readonly<Record<string, string>>;
  readonly builder?: string;
  readonly noCache?: boolean;
  readonly progress?: 'auto' | 'plain' | 'quiet' | 'rawjson';
  readonly metadataFile?: string;
  /** What BuildKit writes about provenance into the metadata file, which is not a part of the image. */
  readonly metadataProvenance?: 'max' | 'min' | 'disabled';
  readonly network?: 'default' | 'none' | 'host';
}

const one = (name: string, value: string | undefined): string[] =>
  value === undefined ? [] : [`--${name}`, value];
const many = (name: string, values: readonly string[] = []): string[] =>
  values.flatMap((value) => [`--${name}`, value]);
const pairs = (name: string, values: Readonly<Record<string, string>> = {}): string[] =>
  many(
    name,
    Object.keys(values)
      .sort()
      .map((key) => `${key}=${values[key] ?? ''}`),
  );

/**
 * `docker buildx build` for an image whose digest depends on nothing but its content: times are those of the epoch,
 * attestations stay outside (https://docs.docker.com/build/ci/github-actions/reproducible-builds).
 */
export function buildxBuild(options: BuildOptions): Command {
  const { platforms = [] } = options;
  return {
    tool: 'docker',
    args: [
      'buildx',
      'build',
      ...one('builder', options.builder),
      ...one('file', options.dockerfile),
      ...one('target', options.target),
      ...(platforms.length > 0 ? ['--platform', platforms.join(',')] : []),
      ...pairs('build-arg', options.buildArgs),
      ...pairs('build-context', options.buildContexts),
      ...many('secret', options.secrets),
      ...many('cache-from', options.cacheFrom),
      ...many('cache-to', options.cacheTo),
      ...one('network', options.network),
      ...(options.noCache ? ['--no-cache'] : []),
      '--provenance=false',
      '--sbom=false',
      ...one('progress', options.progress),
      ...one('metadata-file', options.metadataFile),
      ...one('output', options.output && formatOutput(options.output)),
      options.context,
    ],
    env: {
      SOURCE_DATE_EPOCH: '0',
      BUILDX_METADATA_PROVENANCE: options.metadataProvenance ?? 'disabled',
      DOCKER_CLI_HINTS: 'false',
    },
  };
}
