import type { Problem } from '../problem/problem';
import type { Extension } from './extension';

/** A named point of a standard and what an extension makes of it. */
interface Point {
  readonly at: string;
  readonly value: unknown;
}

/** Groups of points in data: below each of them, every key is a point of its own. */
const groupsOf = ({ data }: Extension): [string, object | undefined][] => [
  ...(['images', 'actions', 'hooks', 'tools'] as const).flatMap((kind): [string, object | undefined][] => [
    [`pins.${kind}`, data.pins?.[kind]],
    [`pins.${kind}`, data.pins?.add?.[kind]],
  ]),
  ['pins.digests', data.pins?.digests],
  ['gates.scan', data.gates?.scan],
  ['gates.smoke', data.gates?.smoke],
  ['gates.promotion', data.gates?.promotion],
  ['owners', data.owners],
  ['rules', data.rules],
  ['labels', data.labels],
  ['options', data.options],
  ...Object.entries(data.stacks?.defaults ?? {}).map(([stack, defaults]): [string, object] => [
    `stacks.defaults.${stack}`,
    defaults,
  ]),
  ...Object.entries(data.stacks?.images ?? {}).map(([stack, images]): [string, object] => [
    `stacks.images.${stack}`,
    images,
  ]),
];

function pointsOf(extension: Extension): Point[] {
  const { data, stacks = {}, artefacts = {} } = extension;
  const keyed = groupsOf(extension).flatMap(([group, values]) =>
    Object.entries(values ?? {}).map(([key, value]: [string, unknown]) => ({ at: `${group}.${key}`, value })),
  );
  const wholes = [
    { at: 'environments', value: data.environments },
    { at: 'stacks.offer', value: data.stacks?.offer },
  ].filter(({ value }) => value !== undefined);
  const code = Object.entries({ stacks, artefacts }).flatMap(([kind, { add = [], replace = [] }]) =>
    [...add, ...replace].map((value) => ({ at: `${kind}.${value.id}`, value })),
  );
  const omitted = (data.artefacts?.omit ?? []).map((id) => ({ at: `artefacts.${id}`, value: 'nothing' }));
  return [...keyed, ...wholes, ...code, ...omitted];
}

/** Data is the same where its JSON is; code where it is the same object. */
const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a !== 'function' && !hasCode(a) && sorted(a) === sorted(b));

const hasCode = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).some((one) => typeof one === 'function');

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

const shown = (value: unknown): string => (hasCode(value) ? 'its own' : sorted(value).slice(0, 60));

/**
 * Points that two extensions of the same base set differently: neither of them is the other's base, so that none may
 * win. What is the same in both is no problem.
 */
export function conflictsOf(extensions: readonly Extension[]): Problem[] {
  const seen = new Map<string, Point & { readonly name: string }>();
  const problems: Problem[] = [];
  for (const extension of extensions)
    for (const point of pointsOf(extension)) {
      const first = seen.get(point.at);
      if (first === undefined) seen.set(point.at, { ...point, name: extension.name });
      else if (first.name !== extension.name && !isSame(first.value, point.value))
        problems.push({
          code: 'standard-conflict',
          where: point.at,
          what: `${first.name} sets ${shown(first.value)}, ${extension.name} sets ${shown(point.value)}`,
          fix: `let one of them leave it alone, or extend in order: extendStandard(extendStandard(base, ${first.name}), ${extension.name})`,
        });
    }
  return problems;
}
