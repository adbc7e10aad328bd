import { suggest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import type { Gates } from './data';
import { extensionProblem, type Extended, type Extension } from './extension';

type Group = 'scan' | 'smoke' | 'promotion';
const groups: readonly Group[] = ['scan', 'smoke', 'promotion'];

/** A group's thresholds by name; those that are not set are left out. */
const thresholds = (group: object | undefined): [string, number][] =>
  Object.entries(group ?? {}).filter((entry): entry is [string, number] => typeof entry[1] === 'number');

/** Where promotion has no thresholds of its own, the scan's hold. */
const promotionOf = ({ scan, promotion }: Gates): NonNullable<Gates['promotion']> =>
  promotion ?? { critical: scan.critical, high: scan.high };

/** `scan.high` → what the base has; a gate that it does not have is open. */
function current(base: Gates): Map<string, number> {
  const all = { scan: base.scan, smoke: base.smoke, promotion: promotionOf(base) };
  return new Map(
    groups.flatMap((group) =>
      thresholds(all[group]).map(([name, value]): [string, number] => [`${group}.${name}`, value]),
    ),
  );
}

function loosenedProblems(base: Gates, extension: Extension): Problem[] {
  const { loosened = {}, ...sets } = extension.data.gates ?? {};
  const before = current(base);
  const looser = groups.flatMap((group) =>
    thresholds(sets[group]).flatMap(([name, value]) => {
      const gate = `${group}.${name}`;
      return value > (before.get(gate) ?? Infinity) ? [{ gate, value }] : [];
    }),
  );
  const names = looser.map(({ gate }) => gate);
  return [
    ...looser
      .filter(({ gate }) => loosened[gate] === undefined)
      .map(({ gate, value }) =>
        extensionProblem(
          extension,
          `gates.${gate}`,
          `${value} is less strict than ${before.get(gate)}`,
          `lower it, or say why: gates.loosened["${gate}"]: <reason>`,
        ),
      ),
    ...Object.keys(loosened)
      .filter((gate) => !names.includes(gate))
      .map((gate) =>
        extensionProblem(
          extension,
          `gates.loosened.${gate}`,
          `${gate} is not loosened`,
          names.length > 0 ? suggest(gate, names) : 'remove the reason',
        ),
      ),
  ];
}

/** Gates of the base with those of an extension: stricter ones as they are, others with a reason each. */
export function extendGates(base: Gates, extension: Extension): Extended<Gates> {
  const { scan, smoke, promotion } = extension.data.gates ?? {};
  const own = Object.fromEntries(thresholds(promotion));
  const whole = (promotion ?? base.promotion) ? { promotion: { ...promotionOf(base), ...own } } : {};
  return {
    value: {
      scan: { ...base.scan, ...Object.fromEntries(thresholds(scan)) },
      smoke: { ...base.smoke, ...Object.fromEntries(thresholds(smoke)) },
      ...whole,
    },
    problems: loosenedProblems(base, extension),
  };
}
