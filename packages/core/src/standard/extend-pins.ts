import { suggest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import type { Pins } from './data';
import { extensionProblem, type Extended, type Extension } from './extension';
import { pinKinds, type PinKind } from './pin-set';

/** Replacing needs something to replace: a slip of the hand would add a pin that nothing uses. */
function kindProblems(base: Pins, extension: Extension, kind: PinKind, first: Pins): Problem[] {
  const { pins = {} } = extension.data;
  const known = Object.keys(base[kind]);
  const unknown = Object.keys(pins[kind] ?? {}).filter((name) => !known.includes(name));
  const twice = Object.keys(pins.add?.[kind] ?? {}).filter((name) => Object.hasOwn(first[kind], name));
  return [
    ...unknown.map((name) =>
      extensionProblem(
        extension,
        `pins.${kind}.${name}`,
        `there is no ${name} to replace`,
        `${suggest(name, known)}; a new one goes below pins.add.${kind}`,
      ),
    ),
    ...twice.map((name) =>
      extensionProblem(
        extension,
        `pins.add.${kind}.${name}`,
        `${name} is there already`,
        `replace it below pins.${kind}`,
      ),
    ),
  ];
}

/**
 * Pins of the base with those of an extension.
 * @param first what all packages of the call extend: what two of them add alike is there once
 */
export function extendPins(base: Pins, extension: Extension, first = base): Extended<Pins> {
  const { pins = {} } = extension.data;
  const merged = <K extends PinKind>(kind: K): Pins[K] => ({
    ...base[kind],
    ...pins[kind],
    ...pins.add?.[kind],
  });
  return {
    value: {
      images: merged('images'),
      actions: merged('actions'),
      hooks: merged('hooks'),
      tools: merged('tools'),
      digests: { ...base.digests, ...pins.digests },
      resolved: { ...base.resolved, ...pins.resolved },
    },
    problems: pinKinds.flatMap((kind) => kindProblems(base, extension, kind, first)),
  };
}
