import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  failed,
  forbiddenToday,
  lockPath,
  ok,
  parseService,
  parseWorkspace,
  stackOf,
  unknownStack,
  type Result,
  type Service,
  type Stack,
  type Standard,
  type Workspace,
} from '@org/ci-core';
import { loadStandards, standardFor, type Standards } from '@org/ci-standard';

export interface LoadedWorkspace {
  readonly workspace: Workspace;
  /** The one of ci.yaml; services may follow others. */
  readonly standard: Standard;
  readonly standards: Standards;
}

/** A file of the workspace through its parser; problems name it as people see it, from the root. */
async function load<T>(
  root: string,
  file: string,
  parse: (text: string, source: string) => Result<T>,
  fix: string,
): Promise<Result<T>> {
  try {
    return parse(await readFile(path.join(root, file), 'utf8'), file);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'is missing' : `cannot be read (${code})`;
    return failed({ code: 'file-missing', where: file, what, fix });
  }
}

/** ci.yaml alone. */
export const loadCiYaml = (root: string): Promise<Result<Workspace>> =>
  load(root, 'ci.yaml', parseWorkspace, 'nx g @org/ci:init writes it');

/** ci.yaml, and the standard that it names. */
export async function loadWorkspace(root: string): Promise<Result<LoadedWorkspace>> {
  const workspace = await loadCiYaml(root);
  if (!workspace.ok) return workspace;
  const standards = loadStandards(root, workspace.value);
  if (!standards.ok) return standards;
  return ok({ workspace: workspace.value, standard: standards.value.workspace, standards: standards.value });
}

/** service.yaml of the project in that folder (POSIX, from the root). */
export const loadService = (root: string, directory: string): Promise<Result<Service>> =>
  load(
    root,
    path.posix.join(directory, 'service.yaml'),
    parseService,
    'a service has one: nx g @org/ci:service writes it',
  );

/** Text of a service's lock; undefined where there is none. */
export function readLock(root: string, service: string): string | undefined {
  try {
    return readFileSync(path.join(root, lockPath(service)), 'utf8');
  } catch {
    return undefined;
  }
}

/** The standard that a service follows, and its stack there. Its lock is asked for only where something is forbidden. */
export function findStack(
  standards: Standards,
  service: Service,
  directory: string,
  lock: () => string | undefined,
): Result<{ readonly standard: Standard; readonly stack: Stack }> {
  const file = path.posix.join(directory, 'service.yaml');
  const standard = standardFor(standards, service, file);
  if (!standard.ok) return standard;
  const stack = stackOf(standard.value, service.stack);
  const problems = [
    ...(stack ? [] : [unknownStack(standard.value, service.stack, `${file} › stack`)]),
    ...forbiddenToday(service, standard.value, file, lock),
  ];
  return stack && problems.length === 0 ? ok({ standard: standard.value, stack }) : failed(...problems);
}
