import type { Unit, Units } from './units';

/** `list` with what only `other` has put in after what it follows there (or before what it precedes). */
export function weave(list: readonly Unit[], other: readonly Unit[]): Unit[] {
  const known = new Set(list);
  const after = new Map<Unit | undefined, Unit[]>();
  const first: Unit[] = [];
  let anchor: Unit | undefined;
  for (const unit of other) {
    if (known.has(unit)) anchor = unit;
    else if (anchor === undefined) first.push(unit);
    else after.set(anchor, [...(after.get(anchor) ?? []), unit]);
  }
  const successor = other.find((unit) => known.has(unit));
  const result = list.flatMap((unit) => [
    ...(unit === successor ? first : []),
    unit,
    ...(after.get(unit) ?? []),
  ]);
  return successor === undefined ? [...result, ...first] : result;
}

const isSameOrder = (a: readonly Unit[], b: readonly Unit[]): boolean =>
  a.length === b.length && a.every((unit, index) => unit === b[index]);

/** The order of the result, and whether both sides changed it in different ways (then it is mine's). */
export function orderUnits(units: Units, kept: ReadonlySet<Unit>): { order: Unit[]; isOpen: boolean } {
  const keep = (list: readonly Unit[]): Unit[] => list.filter((unit) => kept.has(unit));
  const [mine, theirs] = [keep(units.mine), keep(units.theirs)];
  const everywhere = (list: readonly Unit[]): Unit[] =>
    list.filter((unit) => unit.base && unit.mine && unit.theirs);
  const [was, is, wanted] = [everywhere(keep(units.base)), everywhere(mine), everywhere(theirs)];
  if (isSameOrder(was, wanted) || isSameOrder(is, wanted))
    return { order: weave(mine, theirs), isOpen: false };
  if (!isSameOrder(was, is)) return { order: weave(mine, theirs), isOpen: true };
  return {
    order: weave(
      theirs.filter((unit) => unit.theirs),
      mine,
    ),
    isOpen: false,
  };
}
