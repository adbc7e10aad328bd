import type { Tree } from '@nx/devkit';
import { pinsPath, type PinLock } from '@org/ci-core';
import { writeFiles } from '../workspace/apply';
import { readText } from '../workspace/manifests';
import { formatPins } from './lock';

/** Today, as the lock says it: UTC. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** Writes `.ci/pins.json`, sorted; nothing where it already says so. */
export function writePins(tree: Tree, pins: PinLock): void {
  const text = formatPins(pins);
  if (readText(tree, pinsPath) !== text) writeFiles(tree, [{ path: pinsPath, text }]);
}
