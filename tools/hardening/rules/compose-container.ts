import type { ComposeFile, Files } from '../files';
import type { Held, Rule } from '../rule';
import { containers, eachOf, allOf, built, everyContainer, isJob, whole } from './words';

/** Containers whose health another one waits for. */
const awaited = (services: ComposeFile['services']): string[] =>
  Object.values(services).flatMap(({ depends_on }) =>
    Object.entries(depends_on ?? {}).flatMap(([name, { condition }]) =>
      condition === 'service_healthy' ? name : [],
    ),
  );

/** What each container gives up and gets. */
export const containerRules: readonly Rule[] = [
  {
    id: 'C1',
    title: 'no `version`',
    holds: (files) => whole(files).every(({ version }) => version === undefined),
  },
  { id: 'C2', title: 'a name', holds: (files) => allOf(whole(files), ({ name }) => (name ?? '') !== '') },
  {
    id: 'C3',
    title: 'images by tag and digest',
    holds: (files) =>
      eachOf(
        everyContainer(files).flatMap(({ image }) => image ?? []),
        (image) => /:[^@]+@sha256:[0-9a-f]{64}$/.test(image),
      ),
  },
  {
    id: 'C4',
    title: 'built, or an image; never `latest`',
    holds: (files) =>
      allOf(
        containers(files),
        ({ image, build }) =>
          (image === undefined) !== (build === undefined) && !/:latest\b/.test(image ?? ''),
      ),
  },
  {
    id: 'C5',
    title: 'what is built names its stage',
    holds: (files) =>
      allOf(
        everyContainer(files).flatMap(({ build }) => build ?? []),
        ({ target }) => target !== undefined,
      ),
  },
  {
    id: 'C6',
    title: 'published on the loopback address',
    holds: (files) =>
      allOf(
        everyContainer(files).flatMap(({ ports }) => ports ?? []),
        (port) => port.startsWith('127.0.0.1:'),
      ),
  },
  {
    id: 'C8',
    title: 'read-only root',
    holds: (files) => allOf(containers(files), ({ read_only }) => read_only === true),
  },
  {
    id: 'C9',
    title: 'memory for temporary files: sized, nothing in it can be executed',
    holds: (files) =>
      allOf(
        everyContainer(files).flatMap(({ tmpfs }) => tmpfs ?? []),
        (mount) => ['noexec', 'nosuid'].every((word) => mount.includes(word)) && /\bsize=\d/.test(mount),
      ) &&
      containers(files)
        .filter(({ build }) => build)
        .every(({ tmpfs }) => tmpfs?.some((mount) => mount.startsWith('/tmp:'))),
  },
  {
    id: 'C10',
    title: 'no capabilities',
    holds: (files) => allOf(containers(files), ({ cap_drop }) => cap_drop?.includes('ALL') === true),
  },
  {
    id: 'C11',
    title: 'no new privileges',
    holds: (files) =>
      allOf(
        containers(files),
        ({ security_opt }) => security_opt?.includes('no-new-privileges:true') === true,
      ),
  },
  {
    id: 'C12',
    title: 'the user is a number',
    holds: (files) => allOf(containers(files), ({ user }) => /^\d+:\d+$/.test(user ?? '')),
  },
  {
    id: 'C13',
    title: 'an init process where processes are started that nobody waits for',
    holds: ({ override, test }: Files): Held => {
      const started = [...built(override), ...built(test)].filter(({ build }) => build?.target !== 'migrate');
      return eachOf(started, ({ init }) => init === true);
    },
  },
  {
    id: 'C14',
    title: 'a limit of processes',
    holds: (files) => allOf(containers(files), ({ pids_limit }) => Number(pids_limit) > 0),
  },
  {
    id: 'C15',
    title: 'limits of memory and processors',
    holds: (files) =>
      allOf(
        containers(files),
        ({ mem_limit, cpus }) => /^\d+[mg]$/.test(mem_limit ?? '') && Number(cpus) > 0,
      ),
  },
  {
    id: 'C16',
    title: 'health checks with time to start, wherever something keeps running',
    holds: (files) =>
      whole(files).every(({ services }) =>
        allOf(Object.entries(services), ([name, container]) =>
          container.healthcheck?.disable === true
            ? isJob(container) && !awaited(services).includes(name)
            : typeof container.healthcheck?.start_period === 'string',
        ),
      ),
  },
  {
    id: 'C24',
    title: 'never the engine’s socket',
    holds: (files) =>
      everyContainer(files).every(
        ({ volumes }) => !(volumes ?? []).some((volume) => volume.includes('docker.sock')),
      ),
  },
  {
    id: 'C26',
    title: 'says whether it is restarted',
    holds: (files) => allOf(containers(files), ({ restart }) => restart !== undefined),
  },
  {
    id: 'C27',
    title: 'has time to stop',
    holds: ({ compose }) =>
      allOf(
        Object.values(compose.services).filter((container) => !isJob(container)),
        ({ stop_grace_period }) => /^\d+s$/.test(stop_grace_period ?? ''),
      ),
  },
  {
    id: 'C28',
    title: 'logs are rotated',
    holds: (files) =>
      allOf(
        containers(files),
        ({ logging }) =>
          /^\d+[km]$/.test(logging?.options?.['max-size'] ?? '') &&
          Number(logging?.options?.['max-file']) > 0,
      ),
  },
];
