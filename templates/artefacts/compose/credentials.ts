import { backingPurpose, backingsOf, pinImage, type SecretSet, type ServiceInput } from '@org/ci-core';
import { because, flow, type YamlObject } from '../../yaml/value';
import { secretSetsOf } from '../backing';
import { standardImage } from '../pins';
import { hardened } from './hardening';
import type { Layout } from './layout';

/** Volume of a set of secrets. */
const volumeOf = (layout: Layout, { name }: SecretSet): string =>
  layout.name(name === 'database' ? 'credentials' : `${name}-credentials`);

/** Mounts of secrets, for containers that read them: of all, or of one folder's alone. */
export const secretMounts = (input: ServiceInput, layout: Layout, only?: string): string[] =>
  secretSetsOf(input)
    .filter(({ folder }) => only === undefined || folder === only)
    .map((set) => `${volumeOf(layout, set)}:${set.folder}:ro`);

export const secretVolumes = (input: ServiceInput, layout: Layout): YamlObject =>
  Object.fromEntries(secretSetsOf(input).map((set) => [volumeOf(layout, set), {}]));

/** Written once, and whole or not at all; hexadecimal, so that it needs no quoting anywhere. */
const generate = (file: string): string => `if [ ! -s ${file} ]; then
  rm -f ${file}.new
  od -A n -v -t x1 -N 24 /dev/urandom | tr -d ' \\n' > ${file}.new
  mv ${file}.new ${file}
fi
`;

const about =
  'A random password per machine, in a volume: none in git, none in the environment, nothing to prepare.\n`docker compose down --volumes` forgets it together with the data.';

/** The container that writes secrets which are not there yet; none where nobody needs one. */
export function credentials(input: ServiceInput, layout: Layout): YamlObject {
  const sets = secretSetsOf(input);
  if (sets.length === 0) return {};
  const files = sets.flatMap(({ folder, files: names }) => names.map((name) => `${folder}/${name}`));
  const [first] = backingsOf(input.service);
  const purpose = first ? backingPurpose(input.service, first.id) : 'postgres';
  const container = {
    image: pinImage(input.pins, standardImage(input.standard, purpose)),
    ...hardened({ cpus: 0.5, memory: '64m', pids: 20 }),
    user: because(
      "A new volume's folder belongs to root. This one has no capabilities, no network and ends at once.",
      '0:0',
    ),
    network_mode: 'none',
    entrypoint: flow(['/bin/sh', '-ec']),
    command: [`umask 0222\n${files.map(generate).join('')}`],
    volumes: sets.map((set) => `${volumeOf(layout, set)}:${set.folder}`),
    healthcheck: { disable: true },
    restart: 'no',
  };
  return { [layout.name('credentials')]: because(about, container) };
}
