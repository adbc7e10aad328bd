import type { Texts } from '../files';

/** Deletes the property from the text, wherever it is found: one mutant for each place. */
export interface Mutation {
  readonly id: string;
  readonly file: RegExp;
  readonly from: RegExp;
  readonly to: string;
}

export interface Mutant {
  readonly id: string;
  readonly where: string;
  readonly path: string;
  readonly text: string;
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;

/** Every mutant of one service's texts that a mutation makes. */
export const mutantsOf = ({ id, file, from, to }: Mutation, texts: Texts): Mutant[] =>
  [...texts]
    .filter(([path]) => file.test(path))
    .flatMap(([path, text]) =>
      [...text.matchAll(from)].map((match) => {
        const end = match.index + match[0].length;
        const replaced = to.replaceAll(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
        const mutated = `${text.slice(0, match.index)}${replaced}${text.slice(end)}`;
        return { id, where: `${path}:${lineOf(text, match.index)}`, path, text: mutated };
      }),
    );
