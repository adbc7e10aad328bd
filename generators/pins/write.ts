import type { Tree } from '@nx/devkit';
import type { PinLock } from '@org/ci-core';
import { writeFiles } from '../workspace/apply';
import { pinsPath, readText } from '../workspace/manifests';

/** Writes `.ci/pins.json`, sorted; nothing where it already says so. */
export function writePins(tree: Tree, pins: PinLock): void {
  const images = Object.fromEntries(Object.entries(pins.images).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = `${JSON.stringify({ ...pins, images }, null, 2)}\n`;
  if (readText(tree, pinsPath) !== text) writeFiles(tree, [{ path: pinsPath, text }]);
}
