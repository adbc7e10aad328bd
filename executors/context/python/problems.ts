import { uvLockFile, type Problem } from '@org/ci-core';

export const lockMissing: Problem = {
  code: 'lock-missing',
  where: uvLockFile,
  what: 'is missing: services in Python are members of a uv workspace, with one lock file at its root',
  fix: 'uv lock writes it; commit it',
};

export const rootMissing: Problem = {
  code: 'manifest-invalid',
  where: 'pyproject.toml',
  what: 'is missing: it says which folders are members of the uv workspace',
  fix: 'create it with [tool.uv.workspace] and members, then uv lock',
};

export const notLocked = (folder: string): Problem => ({
  code: 'lock-stale',
  where: uvLockFile,
  what: `has no member ${folder}`,
  fix: 'name it among members of [tool.uv.workspace] in pyproject.toml, then uv lock, and commit both',
});

export const outside = (folder: string): Problem => ({
  code: 'path-outside',
  where: uvLockFile,
  what: `takes a package from ${folder}, which is no part of the workspace: no build context can have it`,
  fix: 'make it a member of the uv workspace, or take it from an index',
});
