import { extendStandard, type Stack, type Standard } from '@org/ci-core';
import type { Change, Texts } from './changes';

/** A stack whose own files read otherwise. */
function rewritten(stack: Stack, texts: Texts): Stack {
  const rewrite = (path: string, text: string): string =>
    Object.entries(texts).reduce(
      (now, [end, [was, is]]) => (path.endsWith(end) ? now.replace(was, is) : now),
      text,
    );
  const rewriteAll = (named: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(named).map(([name, text]) => [name, rewrite(name, text)]));
  return {
    ...stack,
    dockerfile: (input) => rewrite('Dockerfile', stack.dockerfile(input)),
    files: (input) =>
      (stack.files?.(input) ?? []).map((file) => ({ ...file, text: rewrite(file.path, file.text) })),
    ...(stack.configurationFiles && {
      configurationFiles: (...given) => rewriteAll(stack.configurationFiles?.(...given) ?? {}),
    }),
  };
}

/** Version n of a company's standard: what it changes grows with every version, and goes again. */
export function standardOf(base: Standard, changes: readonly Change[], n: number): Standard {
  const applied = changes.slice(0, n);
  const data = applied.reduce<object>((all, one) => ({ ...all, ...one.data }), {});
  const texts = applied.reduce<Texts>((all, one) => one.texts ?? all, {});
  const standard = extendStandard(base, { name: '@acme/ci-standard', version: `${n}.0.0`, data });
  return { ...standard, stacks: standard.stacks.map((stack) => rewritten(stack, texts)) };
}
