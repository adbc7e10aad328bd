import { formatAddress, type Address } from '../address/address';
import { suggest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import type { RenderedFile } from '../synthesis/rendered-file';
import type { SourcedOverride } from './override';
import { entryNames, type Container, type DeadEnd, type Place } from './place';

/** An override in a problem: where it stands, and what it is about. */
const whereOf = ({ source, file, at }: SourcedOverride): string => `${source} (${file}: ${at})`;

export const problem = (code: string, one: SourcedOverride, what: string, fix: string): Problem => ({
  code,
  where: whereOf(one),
  what,
  fix,
});

/** More would be a wall of text. */
const most = 30;

const namesOf = (container: Container, list: string | undefined): string[] =>
  entryNames(container, list)
    .filter((name) => name !== undefined)
    .slice(0, most);

const wordOf = ({ segment }: Pick<Place, 'segment'>): string =>
  'key' in segment ? segment.key : segment.item;

const addressOf = (path: Address, { segment }: Pick<Place, 'segment'>): string =>
  formatAddress([...path, segment]);

/** What the override wants to change is not there. */
export const absent = (one: SourcedOverride, place: Place): Problem =>
  problem(
    'override-dead',
    one,
    `the generated file has no ${formatAddress(place.path)}: there is nothing to ${one.op}`,
    suggest(wordOf(place), namesOf(place.container, place.list)),
  );

/** The way to the place ends before it. */
export function unreachable(one: SourcedOverride, end: DeadEnd): Problem {
  const here = formatAddress(end.path) || 'the file as a whole';
  return end.at === undefined
    ? problem(
        'override-dead',
        one,
        `${here} is neither a mapping nor a list, and has no ${wordOf(end)}`,
        `replace ${here}, with everything that it should hold`,
      )
    : problem(
        'override-dead',
        one,
        `the generated file has no ${addressOf(end.path, end)}`,
        suggest(wordOf(end), namesOf(end.at, end.list)),
      );
}

/** What the override wants to add is there. */
export const present = (one: SourcedOverride, path: Address): Problem =>
  problem(
    'override-dead',
    one,
    `the generated file has ${formatAddress(path)} already`,
    'remove the override, or make it op: replace',
  );

/** `before` or `after` names an entry that is not there. */
export const anchorless = (
  one: SourcedOverride,
  anchor: string,
  container: Container,
  list?: string,
): Problem =>
  problem(
    'override-dead',
    one,
    `there is no ${anchor} to stand ${one.before === undefined ? 'after' : 'before'}`,
    suggest(anchor, namesOf(container, list)),
  );

/** The file is not generated. `known` are those that are, as the override would name them. */
export const fileless = (one: SourcedOverride, known: readonly string[]): Problem =>
  problem('override-dead', one, `${one.file} is not generated`, suggest(one.file, known));

/** The file has no structure that is understood. */
export const unstructured = (one: SourcedOverride, { ownership }: RenderedFile): Problem =>
  problem(
    'override-unstructured',
    one,
    `${one.file} is neither YAML nor JSON: overrides have no address in it`,
    ownership === 'merged'
      ? 'edit the file: it is merged, your lines survive upgrades'
      : `make it yours, then edit it: npx nx g @org/ci:own --file=${one.file} --owner=service`,
  );

/** The file does not read as what its name says. */
export const unreadable = (one: SourcedOverride): Problem =>
  problem(
    'override-invalid',
    one,
    `${one.file} cannot be read as it is generated`,
    'remove the override, and report it to the makers of the standard',
  );

/** Together with the others of its file it leaves something that is no YAML. */
export const unprintable = (one: SourcedOverride): Problem =>
  problem(
    'override-invalid',
    one,
    `${one.file} could not be written after it: an alias would be without its anchor`,
    'change what refers to it (*name) first, or put a value there instead of removing it',
  );

/** Two of one level touch the same place. */
export const clash = (one: SourcedOverride, other: SourcedOverride, path: Address): Problem =>
  problem(
    'override-conflict',
    one,
    `${formatAddress(path)} is changed by ${other.source}, too`,
    'keep one of them; what a manifest says wins over what its standard says',
  );
