import type { Tree } from '@nx/devkit';
import {
  lockPath,
  parseLock,
  parseWorkspace,
  suggest,
  unwrap,
  type FileOwners,
  type FoundService,
  type Problem,
} from '@org/ci-core';
import { readText } from '../workspace/manifests';
import type { OwnOptions } from './options';

/** Whose files these are. */
export interface Target {
  readonly self: 'service' | 'workspace';
  /** Path of service.yaml or ci.yaml. */
  readonly manifest: string;
  /** Generated files, as the manifest names them. */
  readonly files: readonly string[];
  /** Files that the manifest has an owner for. */
  readonly owned: readonly string[];
}

const keys = (files: FileOwners | undefined): string[] => Object.keys(files ?? {});

function ownedByWorkspace(tree: Tree): string[] {
  const parsed = parseWorkspace(readText(tree, 'ci.yaml') ?? '', 'ci.yaml');
  return parsed.ok ? keys(parsed.value.files) : [];
}

/** What is generated is in the lock: by whichever version of whichever standard. */
function generated(tree: Tree, lock: string, directory: string): string[] {
  const text = readText(tree, lock);
  if (text === undefined) return [];
  const start = directory === '' ? '' : `${directory}/`;
  return Object.entries(unwrap(parseLock(text, lock)).files).flatMap(([path, { ownership }]) =>
    ownership !== 'seeded' && path.startsWith(start) ? [path.slice(start.length)] : [],
  );
}

/** The manifest and the generated files of a service, or of the workspace, which is called ci. */
export function targetOf(tree: Tree, name: string, services: readonly FoundService[]): Target | undefined {
  if (name === 'ci') {
    const files = generated(tree, lockPath(), '');
    return { self: 'workspace', manifest: 'ci.yaml', files, owned: ownedByWorkspace(tree) };
  }
  const found = services.find(({ service }) => service.name === name);
  return (
    found && {
      self: 'service',
      manifest: `${found.directory}/service.yaml`,
      files: generated(tree, lockPath(name), found.directory),
      owned: keys(found.service.files),
    }
  );
}

const problem = (option: keyof OwnOptions, what: string, fix: string): Problem => ({
  code: 'option',
  where: `options › ${option}`,
  what,
  fix,
});

type Given = Partial<OwnOptions>;

const isMine = ({ owner }: Given): boolean => owner === 'service' || owner === 'workspace';

function fileProblems({ name = '', file, owner }: Given, { files, owned }: Target): Problem[] {
  const known = owner === 'standard' ? [...new Set([...files, ...owned])] : files;
  if (file === undefined || known.includes(file)) return [];
  return [problem('file', `${file} is not generated for ${name}`, suggest(file, known))];
}

function ownerProblems(given: Given, { self }: Target): Problem[] {
  const { name = '', owner } = given;
  if (!isMine(given) || owner === self) return [];
  return [problem('owner', `files of ${name} have no owner ${owner ?? ''}`, `--owner=${self}`)];
}

function wordProblems(given: Given): Problem[] {
  const { owner, reason, until } = given;
  if (isMine(given) && reason === undefined)
    return [problem('reason', 'is missing: the next reader asks why', 'give --reason="…"')];
  if (owner === 'standard' && until !== undefined)
    return [problem('until', 'what is generated has no end', 'leave --until out')];
  return [];
}

/** What the options say against each other and the workspace. `services` are names to choose from. */
export function optionProblems(
  given: Given,
  target: Target | undefined,
  services: readonly string[],
): Problem[] {
  const { name } = given;
  const unknown = name === undefined || target ? [] : [problem('name', `there is no service ${name}`, suggest(name, [...services, 'ci']))]; // prettier-ignore
  const ofTarget = target ? [...fileProblems(given, target), ...ownerProblems(given, target)] : [];
  return [...unknown, ...ofTarget, ...wordProblems(given)];
}
