import type { Artefact } from '../artefact/artefact';
import type { Stack } from '../stack/stack';
import { extendCode, unknownNames } from './extend-code';
import { extensionProblem, type Extended, type Extension } from './extension';
import type { StackDefaults } from './standard-file';

const idsOf = (all: readonly { readonly id: string }[]): string[] => all.map(({ id }) => id);

function withDefaults(stack: Stack, own: StackDefaults | undefined): Stack {
  if (own === undefined) return stack;
  const { defaults } = stack;
  return {
    ...stack,
    defaults: {
      resources: own.resources ?? defaults.resources,
      sizeBudgetMb: own.sizeBudgetMb ?? defaults.sizeBudgetMb,
      health: own.health ?? defaults.health,
      smokeEndpoints: own.smokeEndpoints ?? defaults.smokeEndpoints,
    },
  };
}

/** Other base images: for a purpose that the stack has. */
const withImages = (stack: Stack, own: Readonly<Record<string, string>> | undefined): Stack =>
  own === undefined ? stack : { ...stack, images: { ...stack.images, ...own } };

/**
 * The base's stacks that are offered, in that order; what packages add is always offered.
 * @param first what all packages of the call extend
 */
export function extendStacks(
  base: readonly Stack[],
  extension: Extension,
  first = base,
): Extended<readonly Stack[]> {
  const { offer, defaults = {}, images = {} } = extension.data.stacks ?? {};
  const code = extendCode(base, extension.stacks, 'stacks', extension);
  const added = code.value.filter(({ id }, index) => index >= base.length || !idsOf(first).includes(id));
  const chosen = offer && [...new Set(offer)];
  const offered = chosen?.flatMap((id) => code.value.filter((stack) => stack.id === id));
  const stacks = offered ? [...offered, ...added.filter(({ id }) => !offer?.includes(id))] : code.value;
  return {
    value: stacks.map((stack) => withImages(withDefaults(stack, defaults[stack.id]), images[stack.id])),
    problems: [
      ...code.problems,
      ...unknownNames(offer ?? [], idsOf(code.value), 'stacks.offer', extension),
      ...unknownNames(Object.keys(defaults), idsOf(stacks), 'stacks.defaults', extension),
      ...unknownNames(Object.keys(images), idsOf(stacks), 'stacks.images', extension),
      ...stacks.flatMap(({ id, images: own }) =>
        unknownNames(Object.keys(images[id] ?? {}), Object.keys(own), `stacks.images.${id}`, extension),
      ),
    ],
  };
}

/** The base's artefacts, then the package's own. What is left out is left out of all packages' together: see planExtension. */
export function extendArtefacts(
  base: readonly Artefact[],
  extension: Extension,
): Extended<readonly Artefact[]> {
  const { omit = [] } = extension.data.artefacts ?? {};
  const code = extendCode(base, extension.artefacts, 'artefacts', extension);
  const moved = (extension.artefacts?.replace ?? []).filter(({ id, scope }) =>
    base.some((one) => one.id === id && one.scope !== scope),
  );
  return {
    value: code.value,
    problems: [
      ...code.problems,
      ...unknownNames(omit, idsOf(base), 'artefacts.omit', extension),
      ...moved.map(({ id, scope }) =>
        extensionProblem(
          extension,
          `artefacts.replace.${id}`,
          `${id} is not one of the ${scope}`,
          `omit it, and add yours under another id`,
        ),
      ),
    ],
  };
}
