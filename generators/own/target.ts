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
  /** Its folder from the root; empty for the workspace. */
  readonly directory: string;
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
    return { self: 'workspace', directory: '', manifest: 'ci.yaml', files, owned: ownedByWorkspace(tree) };
  }
  const found = services.find(({ service }) => service.name === name);
  return (
    found && {
      self: 'service',
      directory: found.directory,
      manifest: `${found.directory}/service.yaml`,
      files: generated(tree, lockPath(name), found.directory),
      owned: keys(found.service.files),
    }
  );
}

/** A file as the manifest names it, whether it was given from the service's folder or from the root. */
export function fileOf(file: string, { directory, files, owned }: Target): string {
  const start = `${directory}/`;
  const isOwn = [...files, ...owned].includes(file) || !file.startsWith(start);
  return isOwn ? file : file.slice(start.length);
}

const problem = (option: keyof OwnOptions, what: string, fix: string): Problem => ({
  code: 'option',
  where: `options › ${option}`,
  what,
  fix,
});

type Given = Partial<OwnOptions>;

const isMine = ({ owner }: Given): boolean => owner === 'service' || owner === 'workspace';

function fileProblems({ name = '', file, owner }: Given, target: Target): Problem[] {
  const { files, owned } = target;
  const known = owner === 'standard' ? [...new Set([...files, ...owned])] : files;
  if (file === undefined || known.includes(fileOf(file, target))) return [];
  return [problem('file', `${file} is not generated for ${name}`, suggest(file, known))];
}

function ownerProblems(given: Given, { self }: Target): Problem[] {
  const { name = '', owner } = given;
  if (!isMine(given) || owner === self) return [];
  return [problem('owner', `files of ${name} have no owner ${owner ?? ''}`, `--owner=${self}`)];
}

function wordProblems(given: Given, today: string): Problem[] {
  const { owner, reason, until } = given;
  if (isMine(given) && reason === undefined)
    return [problem('reason', 'is missing: the next reader asks why', 'give --reason="…"')];
  if (isMine(given) && until !== undefined && until < today)
    return [problem('until', `${until} is over`, `give a day that is not: ${today} or later`)];
  if (owner === 'standard' && until !== undefined)
    return [problem('until', 'what is generated has no end', 'leave --until out')];
  return [];
}

/** What the options say against each other and the workspace. `services` are names to choose from, `today` is a date (UTC). */
export function optionProblems(
  given: Given,
  target: Target | undefined,
  { services, today }: { readonly services: readonly string[]; readonly today: string },
): Problem[] {
  const { name } = given;
  const unknown = name === undefined || target ? [] : [problem('name', `there is no service ${name}`, suggest(name, [...services, 'ci']))]; // prettier-ignore
  const ofTarget = target ? [...fileProblems(given, target), ...ownerProblems(given, target)] : [];
  return [...unknown, ...ofTarget, ...wordProblems(given, today)];
}
