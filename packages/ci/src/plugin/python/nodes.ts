import { createHash } from 'node:crypto';
import type { ProjectGraphExternalNode } from '@nx/devkit';
import { narrowUvHeader, narrowUvRoot, toolSettings, type UvLock, type UvPackage } from '@org/ci-core';
import type { PythonWorkspace } from './workspace';

const digestOf = (...texts: readonly string[]): string =>
  createHash('sha256').update(texts.join('\0')).digest('hex');

/** Name of a package in Nx's graph. */
export const pypiName = ({ key }: UvPackage): string => `pypi:${key}`;

/** What all members of a uv workspace share: settings of uv at its root, and the head of its lock file. */
export const workspaceNode = 'uv:workspace';
/** What the root says to other tools of Python: linters, type checkers, test runners. */
export const settingsNode = 'uv:settings';

const nodeOf = (name: string, version: string, hash: string): [string, ProjectGraphExternalNode] => {
  const [type = '', packageName = ''] = name.split(/:(.*)/);
  return [name, { type, name, data: { version, packageName, hash } }];
};

/** Of a member the project is the node. */
export const isExternal = ({ folder }: UvPackage): boolean => folder === undefined;

function sharedNodes(text: string, lock: UvLock): [string, ProjectGraphExternalNode][] {
  const narrowed = narrowUvRoot(text, []);
  const root = digestOf(narrowed.ok ? narrowed.value : text, narrowUvHeader(lock.header, []));
  return [nodeOf(workspaceNode, '', root), nodeOf(settingsNode, '', digestOf(toolSettings(text)))];
}

/**
 * The packages of a uv.lock as nodes of Nx's graph. Nx hashes, for a task, those that its project reaches; what counts of
 * one is its part of the lock file, as an image has it in its context.
 */
export function externalNodes({ text, lock }: PythonWorkspace): Record<string, ProjectGraphExternalNode> {
  if (!lock) return {};
  const packages = lock.packages
    .filter(isExternal)
    .map((one) => nodeOf(pypiName(one), one.version, digestOf(one.text)));
  return Object.fromEntries([...packages, ...sharedNodes(text, lock)]);
}
