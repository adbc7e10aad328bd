/** All of this stack that differs by what installs its packages, but for the parts of the Dockerfile in folders of its name. */
export interface PythonManager {
  readonly id: 'uv' | 'pip';
  /** A program of the project's virtual environment as a command, run in the service's folder. */
  readonly run: (words: string) => string;
  /** A file in Python as such a command. */
  readonly runFile: (file: string) => string;
  /** Tables of its own in pyproject.toml. */
  readonly settings: string;
  /** What the README says. `nx` is how Nx is run. */
  readonly words: (nx: string, service: string) => Words;
  /** Statements of a program that holds what is installed against pyproject.toml, where nothing else does. */
  readonly check: readonly string[];
}

export interface Words {
  /** What has to be there, as part of a sentence. */
  readonly needs: string;
  /** Commands that come before the others, with what they do. */
  readonly first: readonly (readonly [command: string, what: string])[];
  /** How commands below are begun. */
  readonly prefix: string;
  /** How a dependency is added. */
  readonly add: readonly [command: string, what: string];
}
