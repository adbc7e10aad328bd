import { suggest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import { failed, ok, unwrap, type Result } from '../problem/result';
import { Service } from '../manifest/service';
import { extendGates } from './extend-gates';
import { extendPins } from './extend-pins';
import { extendArtefacts, extendStacks } from './extend-stacks';
import { extensionProblem, type Extended, type Extension } from './extension';
import { conflictsOf } from './points';
import type { Standard } from './standard';

/** Options that the manifest of a service does not have can be chosen by nobody. */
function forbidProblems(extension: Extension, { stacks }: Pick<Standard, 'stacks'>): Problem[] {
  const options = Object.keys(Service.shape).filter((key) => key !== '$schema');
  const ids = stacks.map(({ id }) => id);
  return (extension.data.forbid ?? []).flatMap(({ option, stack }, index) => {
    const [key = ''] = option.split('.');
    const point = `forbid[${index}]`;
    return [
      ...(options.includes(key)
        ? []
        : [
            extensionProblem(
              extension,
              `${point}.option`,
              `service.yaml has no ${key}`,
              suggest(key, options),
            ),
          ]),
      ...(stack === undefined || ids.includes(stack)
        ? []
        : [extensionProblem(extension, `${point}.stack`, `there is no stack ${stack}`, suggest(stack, ids))]),
    ];
  });
}

/** `first`: what all extensions of the call extend. */
function extendOne(base: Standard, extension: Extension, first: Standard): Extended<Standard> {
  const { name, version, data } = extension;
  const pins = extendPins(base.pins, extension, first.pins);
  const gates = extendGates(base.gates, extension);
  const stacks = extendStacks(base.stacks, extension, first.stacks);
  const artefacts = extendArtefacts(base.artefacts, extension);
  const layer = 1 + Math.max(-1, ...(first.overrides ?? []).map((one) => one.layer ?? 0));
  const overrides = (data.overrides ?? []).map((override) => ({
    ...override,
    source: name,
    ...(layer > 0 && { layer }),
  }));
  return {
    value: {
      name,
      version,
      pins: pins.value,
      gates: gates.value,
      environments: data.environments ?? base.environments,
      labels: { ...base.labels, ...data.labels },
      owners: { ...base.owners, ...data.owners },
      rules: { ...base.rules, ...data.rules },
      forbid: [...(base.forbid ?? []), ...(data.forbid ?? [])],
      stacks: stacks.value,
      artefacts: artefacts.value,
      options: { ...base.options, ...data.options },
      migrations: [...(data.migrations ?? []), ...(extension.migrations ?? [])],
      overrides: [...(base.overrides ?? []), ...overrides],
      parts: [...(base.parts ?? []), { name, version }],
    },
    problems: [pins, gates, stacks, artefacts]
      .flatMap(({ problems }) => problems)
      .concat(forbidProblems(extension, { stacks: stacks.value })),
  };
}

/**
 * A standard with what packages say about it. Its name and version are those of the last one. Extensions of one call
 * stand side by side: what two of them set differently is a problem that names both. Whoever wants one of them to have
 * the last word extends twice.
 */
export function planExtension(base: Standard, extensions: readonly Extension[]): Result<Standard> {
  const problems = conflictsOf(extensions);
  let standard = base;
  for (const extension of extensions) {
    const extended = extendOne(standard, extension, base);
    standard = extended.value;
    problems.push(...extended.problems);
  }
  if (problems.length > 0) return failed(...problems);
  const omitted = new Set(extensions.flatMap(({ data }) => data.artefacts?.omit ?? []));
  return ok({ ...standard, artefacts: standard.artefacts.filter(({ id }) => !omitted.has(id)) });
}

/**
 * planExtension for a package's index.js.
 * @throws ProblemError with all problems
 */
export const extendStandard = (base: Standard, ...extensions: readonly Extension[]): Standard =>
  unwrap(planExtension(base, extensions));

/** Nothing at all, with open gates: what the first standard extends. */
export const emptyStandard: Standard = {
  name: 'nothing',
  version: '0.0.0',
  pins: { images: {}, actions: {}, hooks: {}, tools: {} },
  gates: {
    scan: { critical: Infinity, high: Infinity, databaseMaxAgeHours: Infinity },
    smoke: { healthyWithinSeconds: Infinity },
  },
  environments: [],
  stacks: [],
  artefacts: [],
};
