import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  parseWorkspace,
  PinLock,
  ProblemError,
  renderWorkspace,
  unwrap,
  type RenderedFile,
} from '@org/ci-core';
import { standard } from '@org/ci-standard';

/**
 * Workflows, hooks and their settings of this repository, from its own templates. The cd workflow publishes services,
 * and there are none here: packages are released by `nx release`.
 */
export function selfFiles(root: string): RenderedFile[] {
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const workspace = unwrap(parseWorkspace(read('ci.yaml'), 'ci.yaml'));
  const pins = PinLock.parse({ images: {} });
  const { files, problems } = renderWorkspace({ workspace, standard, pins, services: [] });
  if (problems.length > 0) throw new ProblemError(problems);
  return files.filter(({ path }) => !path.endsWith('/cd.yml'));
}
