import {
  backingHostPort,
  backingPurpose,
  backingsOf,
  databaseName,
  pinImage,
  publishedRole,
  type Backing,
  type Service,
  type ServiceInput,
} from '@org/ci-core';
import { because, flow, type YamlObject, type YamlValue } from '../../yaml/value';
import { standardImage } from '../pins';
import { secretMounts } from './credentials';
import { escaped, hardened, tmpfs } from './hardening';
import { backendOf, type Layout } from './layout';

function storage(input: ServiceInput, backing: Backing, layout: Layout, ephemeral: boolean): YamlObject {
  const { user, data, secrets } = backing;
  const own = (mode: string): string[] => [`uid=${user}`, `gid=${user}`, `mode=${mode}`];
  const memory = backing.memory.map(({ path, megabytes, mode }) =>
    tmpfs(path, `${megabytes}m`, ...(mode === '1777' ? ['mode=1777'] : own(mode))),
  );
  const kept = data && !ephemeral ? [`${layout.name(data.volume)}:${data.path}`] : [];
  const thrown = data && ephemeral ? [tmpfs(data.path, `${data.megabytes}m`, ...own('0700'))] : [];
  const mounts = [...(secrets === undefined ? [] : secretMounts(input, layout, secrets)), ...kept];
  return { tmpfs: [...memory, ...thrown], volumes: mounts.length > 0 ? mounts : undefined };
}

function commandOf({ entrypoint, command }: Backing, ephemeral: boolean): YamlObject {
  const argv = command(ephemeral)?.map(escaped);
  return {
    entrypoint: entrypoint && flow([...entrypoint]),
    command: argv && (entrypoint ? argv : flow(argv)),
  };
}

function question({ ready, readyNote }: Backing, name: string): YamlObject {
  const test: YamlValue = flow(['CMD', ...ready(name).map(escaped)]);
  return {
    test: readyNote === undefined ? test : because(readyNote, test),
    interval: '2s',
    timeout: '3s',
    retries: 30,
    start_period: '60s',
    start_interval: '1s',
  };
}

function container(input: ServiceInput, backing: Backing, layout: Layout, ephemeral: boolean): YamlObject {
  const name = databaseName(input.service.name);
  const { cpus, megabytes, pids, sharedMegabytes } = backing.limits;
  const environment = backing.environment(name);
  const credentials = { [layout.name('credentials')]: { condition: 'service_completed_successfully' } };
  return {
    image: pinImage(input.pins, standardImage(input.standard, backingPurpose(input.service, backing.id))),
    ...hardened({ cpus, memory: `${megabytes}m`, pids }),
    user: `${backing.user}:${backing.user}`,
    ...commandOf(backing, ephemeral),
    environment: Object.keys(environment).length > 0 ? { ...environment } : undefined,
    ...storage(input, backing, layout, ephemeral),
    shm_size: sharedMegabytes && `${sharedMegabytes}m`,
    networks: backendOf(layout, backing.id),
    depends_on: backing.secrets === undefined ? undefined : credentials,
    healthcheck: question(backing, name),
    restart: ephemeral ? 'no' : 'unless-stopped',
    stop_grace_period: `${backing.stopSeconds}s`,
  };
}

/** The products that the service has behind it, each in a container of its own. */
export const backingServices = (input: ServiceInput, layout: Layout, ephemeral: boolean): YamlObject =>
  Object.fromEntries(
    backingsOf(input.service).map((backing) => [
      layout.name(backing.id),
      container(input, backing, layout, ephemeral),
    ]),
  );

/** Volumes of what is kept. */
export const backingVolumes = ({ service }: ServiceInput, layout: Layout): YamlObject =>
  Object.fromEntries(
    backingsOf(service).flatMap(({ data }) => (data ? [[layout.name(data.volume), {}]] : [])),
  );

function reachable(service: Service, { id, port }: Backing): YamlObject {
  const role = publishedRole(service, id);
  if (role === undefined) return {};
  const variable = `${role.toUpperCase()}_PORT`;
  const why = 'For a service that runs outside containers; see the README.';
  const published = `127.0.0.1:\${${variable}:-${backingHostPort(role, service.port)}}:${port}`;
  return { [id]: { networks: flow(['edge']), ports: [because(why, published)] } };
}

/** In development a program on the developer's own machine may use them too; `.env` holds the same ports. */
export const reachableBackings = ({ service }: ServiceInput): YamlObject =>
  Object.assign({}, ...backingsOf(service).map((one) => reachable(service, one))) as YamlObject;
