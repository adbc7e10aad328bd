import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  failed,
  ok,
  parseService,
  parseWorkspace,
  ProblemError,
  stackOf,
  unknownStack,
  type Result,
  type Service,
  type Stack,
  type Standard,
  type Workspace,
} from '@org/ci-core';
import { loadStandard } from '@org/ci-standard';

export interface LoadedWorkspace {
  readonly workspace: Workspace;
  readonly standard: Standard;
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

function tryStandard(root: string, { name, version }: Workspace['standard']): Result<Standard> {
  try {
    return ok(loadStandard(root, name, version));
  } catch (error) {
    if (error instanceof ProblemError) return failed(...error.problems);
    const what = `cannot be loaded: ${error instanceof Error ? error.message : String(error)}`;
    return failed({
      code: 'standard-invalid',
      where: name,
      what,
      fix: `reinstall ${name}, or report it to its makers`,
    });
  }
}

/** ci.yaml alone. */
export const loadCiYaml = (root: string): Promise<Result<Workspace>> =>
  load(root, 'ci.yaml', parseWorkspace, 'nx g @org/ci:init writes it');

/** ci.yaml, and the standard that it names. */
export async function loadWorkspace(root: string): Promise<Result<LoadedWorkspace>> {
  const workspace = await loadCiYaml(root);
  if (!workspace.ok) return workspace;
  const standard = tryStandard(root, workspace.value.standard);
  return standard.ok ? ok({ workspace: workspace.value, standard: standard.value }) : standard;
}

/** service.yaml of the project in that folder (POSIX, from the root). */
export const loadService = (root: string, directory: string): Promise<Result<Service>> =>
  load(
    root,
    path.posix.join(directory, 'service.yaml'),
    parseService,
    'a service has one: nx g @org/ci:service writes it',
  );

/** The service's stack in the standard. */
export function findStack(standard: Standard, service: Service, directory: string): Result<Stack> {
  const stack = stackOf(standard, service.stack);
  if (stack) return ok(stack);
  return failed(
    unknownStack(standard, service.stack, `${path.posix.join(directory, 'service.yaml')} › stack`),
  );
}
