import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  isMember,
  parsePyproject,
  parseWorkspace,
  parseUvLock,
  uvLockFile,
  type PackageManagers,
  type Problem,
  type Pyproject,
  type Result,
  type UvLock,
} from '@org/ci-core';
import { problemsOf } from '../report';

export const manifestOfRoot = 'pyproject.toml';

/** A folder of a workspace in Python, POSIX, and what its pyproject.toml says. */
export interface Member {
  readonly folder: string;
  readonly file: string;
  readonly manifest: Result<Pyproject>;
}

export interface PythonWorkspace {
  readonly installer: 'uv' | 'pip';
  /** Text of the root's pyproject.toml. */
  readonly text: string;
  readonly members: readonly Member[];
  /** Undefined where there is none, or none that can be read. */
  readonly lock: UvLock | undefined;
  /** What is wrong with the files of the root. */
  readonly problems: readonly Problem[];
}

/** Nothing that a file holds may break the graph. */
function attempt<T>(where: string, read: () => Result<T>): Result<T> {
  try {
    return read();
  } catch (error) {
    return { ok: false, problems: problemsOf(error, where) };
  }
}

let last: { readonly text: string; readonly lock: Result<UvLock> } | undefined;

/** Nodes and edges are asked for one after the other, of the same file. */
function parseOnce(text: string): Result<UvLock> {
  if (last?.text !== text) last = { text, lock: parseUvLock(text) };
  return last.lock;
}

function readLock(root: string): Result<UvLock | undefined> {
  const file = join(root, uvLockFile);
  if (!existsSync(file)) return { ok: true, value: undefined };
  return attempt(uvLockFile, () => parseOnce(readFileSync(file, 'utf8')));
}

const readMember = (root: string, file: string): Member => ({
  folder: dirname(file),
  file,
  manifest: attempt(file, () => parsePyproject(readFileSync(join(root, file), 'utf8'), file)),
});

/** A workspace of pip: every pyproject.toml with a project in it is a member, and none is the root. */
const readPipWorkspace = (root: string, files: readonly string[]): PythonWorkspace => ({
  installer: 'pip',
  text: '',
  members: files
    .map((one) => readMember(root, one))
    .filter(({ manifest }) => !manifest.ok || manifest.value.name !== undefined),
  lock: undefined,
  problems: [],
});

/** What ci.yaml says of Python; uv where it cannot be read, and says why elsewhere. */
export function managersIn(root: string): PackageManagers {
  const file = join(root, 'ci.yaml');
  const parsed = attempt(file, () => parseWorkspace(readFileSync(file, 'utf8'), 'ci.yaml'));
  return parsed.ok ? parsed.value : { pythonPackageManager: 'uv' };
}

/** The workspace in Python of a root, absolute, where there is one; `candidates` as readUvWorkspace has them. */
export const readPythonWorkspace = (
  root: string,
  { pythonPackageManager }: PackageManagers,
  candidates: () => readonly string[],
): PythonWorkspace | undefined =>
  pythonPackageManager === 'pip' ? readPipWorkspace(root, candidates()) : readUvWorkspace(root, candidates);

/**
 * The uv workspace of a root, absolute, or undefined where its pyproject.toml names no members. `candidates` are the
 * paths of all other pyproject.toml: those that are no members are not read.
 */
function readUvWorkspace(root: string, candidates: () => readonly string[]): PythonWorkspace | undefined {
  const file = join(root, manifestOfRoot);
  if (!existsSync(file)) return undefined;
  const text = attempt(manifestOfRoot, () => ({ ok: true, value: readFileSync(file, 'utf8') }));
  const top = text.ok ? parsePyproject(text.value, manifestOfRoot) : text;
  if (!text.ok || !top.ok)
    return { installer: 'uv', text: '', members: [], lock: undefined, problems: top.ok ? [] : top.problems };
  if (!top.value.workspace) return undefined;
  const members = candidates()
    .filter((one) => isMember(top.value, dirname(one)))
    .map((one) => readMember(root, one));
  const lock = readLock(root);
  return {
    installer: 'uv',
    text: text.value,
    members,
    lock: lock.ok ? lock.value : undefined,
    problems: lock.ok ? [] : lock.problems,
  };
}
