import type { Container, Files } from '../files';
import type { Rule } from '../rule';
import { allOf, backing, built, eachOf, everyContainer, isBacking, isJob, whole } from './words';

interface Edge {
  readonly on: Container | undefined;
  readonly condition: string | undefined;
}

const edges = (files: Files): Edge[] =>
  whole(files).flatMap(({ services }) =>
    Object.values(services)
      .flatMap(({ depends_on }) => Object.entries(depends_on ?? {}))
      .map(([name, { condition }]) => ({ on: services[name], condition })),
  );
const variables = (files: Files): [string, string][] =>
  everyContainer(files).flatMap(({ environment }) => Object.entries(environment ?? {}));
const isSecret = (name: string): boolean => /PASSW|SECRET|TOKEN|API_?KEY/.test(name);
const mounts = (files: Files): string[] => everyContainer(files).flatMap(({ volumes }) => volumes ?? []);

/** How containers find, wait for and are kept from each other. */
export const togetherRules: readonly Rule[] = [
  {
    id: 'C7',
    title: 'what is behind the service is not published (development, on the loopback address, apart)',
    holds: (files) => eachOf(backing(files), ({ ports }) => ports === undefined),
  },
  {
    id: 'C17',
    title: 'waits until what is behind it is healthy',
    holds: (files) =>
      eachOf(
        edges(files).filter(({ on }) => on && !isJob(on)),
        ({ condition }) => condition === 'service_healthy',
      ),
  },
  {
    id: 'C18',
    title: 'waits until the migration has ended well',
    holds: ({ compose: { services } }) =>
      services.migrate === undefined
        ? 'not applicable'
        : allOf(
            Object.values(services).filter((container) => container.build && !isJob(container)),
            ({ depends_on }) => depends_on?.migrate?.condition === 'service_completed_successfully',
          ),
  },
  {
    id: 'C19',
    title: 'secrets are files',
    holds: (files) =>
      eachOf(
        variables(files).filter(([name]) => isSecret(name)),
        ([name, value]) => name.endsWith('_FILE') && value.startsWith('/run/secrets/'),
      ),
  },
  {
    id: 'C20',
    title: 'a variable of the shell has a default, or fails where it is missing',
    holds: (files) =>
      eachOf(
        [files.compose, files.override, files.test].flatMap(
          (file) => file?.text.replaceAll('$$', '').match(/\$\{[^}]*\}?|\$[A-Za-z_]\w*/g) ?? [],
        ),
        (variable) => /^\$\{\w+:[-?]/.test(variable),
      ),
  },
  {
    id: 'C21',
    title: 'no password that everybody knows',
    holds: (files) =>
      variables(files).every(
        ([name, value]) =>
          (!isSecret(name) || name.endsWith('_FILE')) && !/:\/\/[^/\s]*:[^/\s]*@/.test(value),
      ),
  },
  {
    id: 'C22',
    title: 'what is behind the service has a network without a way out',
    holds: (files) =>
      whole(files).some(({ services }) => Object.values(services).some(isBacking))
        ? whole(files).every(({ services, networks }) =>
            Object.values(services)
              .filter(isBacking)
              .every((container) =>
                allOf(container.networks ?? [], (network) => networks?.[network]?.internal === true),
              ),
          )
        : 'not applicable',
  },
  {
    id: 'C23',
    title: 'only what is published is on the network with a way out',
    holds: ({ compose: { services, networks } }) =>
      networks !== undefined &&
      'edge' in networks &&
      Object.values(services).every((container) => {
        const on = container.networks ?? [];
        return (
          on.includes('edge') === (container.ports !== undefined) &&
          (on.length > 0 || container.network_mode === 'none')
        );
      }),
  },
  {
    id: 'C25',
    title: 'what is kept is in named volumes',
    holds: (files) =>
      eachOf(
        mounts(files).filter((mount) => !mount.endsWith(':ro')),
        (mount) => whole(files).some(({ volumes }) => (mount.split(':')[0] ?? '') in (volumes ?? {})),
      ),
  },
  {
    id: 'C29',
    title: 'edits are carried in, sources are not mounted',
    holds: ({ override }) =>
      override !== undefined &&
      allOf(built(override), ({ develop }) => (develop?.watch ?? []).length > 0) &&
      Object.values(override.services).every(
        ({ volumes }) => !(volumes ?? []).some((volume) => volume.startsWith('.')),
      ),
  },
  {
    id: 'C31',
    title: 'development is a file of its own',
    holds: ({ compose, override }) =>
      override !== undefined &&
      Object.values(compose.services).every(
        ({ build, develop }) => develop === undefined && build?.target !== 'dev',
      ),
  },
  {
    id: 'C32',
    title: 'the configuration of a front end is mounted, read-only',
    holds: (files) =>
      files.stack.configuration === undefined
        ? 'not applicable'
        : files.compose.services.app?.volumes?.includes('./config:/etc/spa:ro') === true,
  },
  {
    id: 'C33',
    title: 'an example of the environment file, without a secret',
    holds: ({ environmentExample }) =>
      environmentExample === undefined
        ? 'not applicable'
        : /^\w+=./m.test(environmentExample) &&
          !/^\w*(PASSW|SECRET|TOKEN)\w*(?<!_FILE)=./m.test(environmentExample),
  },
];
