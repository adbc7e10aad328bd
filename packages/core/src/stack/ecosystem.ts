import type { Workspace } from '../manifest/workspace';

/** What installs and locks a program's dependencies. */
export type Ecosystem = 'node' | 'python';

/** What a stack is a program of: Node where it says nothing. */
export const ecosystemOf = ({ ecosystem = 'node' }: { readonly ecosystem?: Ecosystem }): Ecosystem =>
  ecosystem;

/** Tag of Nx projects of an ecosystem, by which commands choose them; projects of Node have none. */
export const ecosystemTag = (ecosystem: Ecosystem): string => `ecosystem:${ecosystem}`;

/** The file in which a project of an ecosystem says what it depends on. */
export const manifestFile: Readonly<Record<Ecosystem, string>> = {
  node: 'package.json',
  python: 'pyproject.toml',
};

/** What ci.yaml says of package managers. Node's are told apart where they differ: in their lock files. */
export type PackageManagers = Pick<Workspace, 'pythonPackageManager'>;

/** What installs the packages of an ecosystem's programs: whatever differs by it has a folder for each. */
export type Installer = 'node' | Workspace['pythonPackageManager'];

/** That of a stack's services in a workspace. */
export const installerOf = (
  stack: { readonly ecosystem?: Ecosystem },
  { pythonPackageManager }: PackageManagers,
): Installer => (ecosystemOf(stack) === 'python' ? pythonPackageManager : 'node');
