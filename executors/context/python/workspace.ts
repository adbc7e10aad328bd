import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  isMember,
  parsePyproject,
  parseUvLock,
  ProblemError,
  unwrap,
  uvLockFile,
  type UvLock,
  type UvPackage,
} from '@org/ci-core';
import { planClosure } from '../closure';
import type { Placed } from '../packages';
import { readOptional } from '../read-optional';
import { lockMissing, notLocked, rootMissing } from './problems';

/** A service among the members of its uv workspace. */
export interface UvWorkspace {
  /** Text of the root's pyproject.toml. */
  readonly manifest: string;
  readonly lock: UvLock;
  readonly service: UvPackage;
  /** Members that Nx's graph says it uses. */
  readonly libraries: readonly UvPackage[];
  /** Folders of all libraries that Nx's graph says it uses, members or not. */
  readonly folders: readonly string[];
}

async function demand(file: string, problem: ProblemError['problems'][number]): Promise<string> {
  const text = await readOptional(file);
  if (text === undefined) throw new ProblemError(problem);
  return text;
}

/** Codes: manifest-invalid, toml-invalid, lock-missing, lock-invalid, lock-stale. */
export async function readUvWorkspace({ root, graph, project, directory }: Placed): Promise<UvWorkspace> {
  const manifest = await demand(path.join(root, 'pyproject.toml'), rootMissing);
  const lock = unwrap(parseUvLock(await demand(path.join(root, uvLockFile), lockMissing)));
  const top = unwrap(parsePyproject(manifest, 'pyproject.toml'));
  const { libraries } = planClosure(graph, project);
  const isLocked = (folder: string): boolean =>
    isMember(top, folder) && existsSync(path.join(root, folder, 'pyproject.toml'));
  const wanted = [directory, ...libraries.filter(isLocked)];
  const byFolder = new Map(lock.packages.map((one) => [one.folder, one]));
  const missing = wanted.filter((folder) => !byFolder.has(folder));
  if (missing.length > 0) throw new ProblemError(missing.map(notLocked));
  const [service, ...members] = wanted.flatMap((folder) => byFolder.get(folder) ?? []);
  if (service === undefined) throw new ProblemError(notLocked(directory));
  return { manifest, lock, service, libraries: members, folders: libraries };
}
