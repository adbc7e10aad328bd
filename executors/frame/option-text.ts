import type { Task } from '@nx/devkit';

/** What was typed after the task's name: Nx keeps it beside the options that it made of it. */
export function typedWords(task: Pick<Task, 'overrides'> | undefined): string[] {
  // a dependency gets an empty list, a task from Nx's programming interface may have none
  const overrides = (task?.overrides ?? {}) as { readonly __overrides_unparsed__?: unknown };
  const { __overrides_unparsed__: words } = overrides;
  return Array.isArray(words) ? words.map(String) : [];
}

/** What a person typed after `--name=` or `--name`, before Nx took it for a number. */
export function typedText(words: readonly string[], name: string): string | undefined {
  const dashed = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  for (const flag of [`--${name}`, `--${dashed}`]) {
    const joined = words.findLast((word) => word.startsWith(`${flag}=`));
    if (joined !== undefined) return joined.slice(flag.length + 1);
    const at = words.lastIndexOf(flag);
    if (at >= 0) return words[at + 1];
  }
  return undefined;
}
