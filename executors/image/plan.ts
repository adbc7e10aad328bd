import path from 'node:path';
import { buildxBuild, type BuildOptions, type Command } from '@org/ci-toolchain';
import { contextFolder, contextPaths } from '../context/prepare';
import { findSelections } from '../context/selections';
import type { Task } from '../frame/task';
import { mirrorContexts } from './mirrors';
import type { ImageOptions } from './options';

/** What a build needs to know of its task. */
export type ImageTask = Pick<Task<unknown>, 'root' | 'directory' | 'service' | 'workspace'> & {
  /** Text of the Dockerfile. */
  readonly dockerfile: string;
};

/** Folder of the OCI layout that builds of a service are exported to: what is in it already is not sent again. */
export const layoutFolder = (root: string, service: string): string =>
  path.join(contextFolder(root, service), 'layout');

/** Labels of the Dockerfile that only the workspace knows; neither commit nor time. */
function labelArgs({ workspace }: ImageTask, options: ImageOptions): Record<string, string> {
  const { source = workspace.repository, licenses = workspace.licenses } = options;
  return {
    ...(source === undefined ? {} : { IMAGE_SOURCE: source }),
    ...(licenses === undefined ? {} : { IMAGE_LICENSES: licenses }),
  };
}

const givenArgs = (args: readonly string[]): Record<string, string> =>
  Object.fromEntries(args.map((arg) => [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)]));

const given = <T>(key: string, value: T | undefined): Record<string, T> =>
  value === undefined ? {} : { [key]: value };

/** Prepared files in place of stages that would select them again, in a container, at every edit. */
const selectedContexts = (dockerfile: string, folderOf: (stage: string) => string): Record<string, string> =>
  Object.fromEntries(findSelections(dockerfile).map(({ stage }) => [stage, folderOf(stage)]));

function buildOptions(task: ImageTask, options: ImageOptions): BuildOptions {
  const { folder, dockerfile, selected } = contextPaths(task.root, task.service.name);
  const { stage, builder, noCache, progress, cacheFrom, cacheTo } = options;
  return {
    // a Dockerfile that was there before may be written for the service's own folder
    context: task.service.application?.context === 'service' ? path.join(folder, task.directory) : folder,
    dockerfile,
    platforms: options.platforms ?? task.workspace.platforms ?? [],
    buildArgs: { ...labelArgs(task, options), ...givenArgs(options.buildArg) },
    buildContexts: {
      ...mirrorContexts(task.dockerfile, task.workspace.mirrors),
      ...selectedContexts(task.dockerfile, selected),
    },
    secrets: options.secret,
    ...given('target', stage),
    ...given('builder', builder),
    noCache,
    progress,
    cacheFrom,
    cacheTo,
  };
}

/** Pure: the build, exported to the service's OCI layout, with what is known about it in `metadataFile`. */
export const planBuild = (task: ImageTask, options: ImageOptions, metadataFile: string): Command =>
  buildxBuild({
    ...buildOptions(task, options),
    output: { kind: 'oci', dest: layoutFolder(task.root, task.service.name) },
    metadataFile,
    metadataProvenance: options.provenance ? 'max' : 'disabled',
  });

export const engineTag = ({ service }: Pick<ImageTask, 'service'>, options: ImageOptions): string =>
  options.tag ?? `${service.name}:local`;

/** Pure: the same build, cached by now, as an archive, and its way into the engine. */
export function planLoad(task: ImageTask, options: ImageOptions, archive: string): [Command, Command] {
  const build = buildOptions(task, { ...options, noCache: false, cacheTo: [] });
  const output = { kind: 'archive', dest: archive, name: engineTag(task, options) } as const;
  return [
    buildxBuild({ ...build, output }),
    { tool: 'docker', args: ['load', '--quiet', '--input', archive] },
  ];
}

/** Absolute folder for output=oci. */
export const destination = (
  { root, service }: Pick<ImageTask, 'root' | 'service'>,
  { dest }: ImageOptions,
): string => path.resolve(root, dest ?? path.join('dist', 'ci', service.name, 'oci'));
