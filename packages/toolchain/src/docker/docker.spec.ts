import { describe, expect, it } from 'vitest';
import { formatCommand } from '../spawn/format';
import { dockerInspect, dockerLogs, dockerRemove, dockerStats, dockerStop, dockerVersion } from './container';
import { dockerNetworkCreate, dockerVolumeCreate } from './network';
import { parseContainers, parseSize, parseStats, parseVersion, publishedPort } from './output';
import { diagnose } from './problems';
import { dockerCreate, dockerRun } from './run';

describe('docker commands', () => {
  it.each([
    [dockerRun({ image: 'a:1' }), 'docker run a:1'],
    [
      dockerRun({
        image: 'r/a@sha256:0',
        name: 'n',
        command: ['x', 'y z'],
        entrypoint: '/e',
        detach: true,
        remove: true,
        readOnly: true,
        user: '65532:65532',
        capDrop: ['ALL'],
        noNewPrivileges: true,
        tmpfs: ['/tmp:rw,size=64m'],
        network: 'net',
        networkAliases: ['api'],
        publish: ['127.0.0.1::3000'],
        environment: { PORT: '3000' },
        memory: 1024,
        cpus: 0.5,
        pidsLimit: 100,
        stopTimeoutSeconds: 10,
        pull: 'never',
      }),
      "docker run --detach --rm --name n --pull never --stop-timeout 10 --read-only --user 65532:65532 --cap-drop ALL --security-opt no-new-privileges:true --tmpfs /tmp:rw,size=64m --memory 1024 --memory-swap 1024 --cpus 0.5 --pids-limit 100 --network net --network-alias api --publish 127.0.0.1::3000 --env PORT=3000 --entrypoint /e r/a@sha256:0 x 'y z'",
    ],
    [
      dockerCreate({
        image: 'a',
        mounts: [{ type: 'bind', source: '/a,"b', target: '/c', readonly: true }],
        secretEnvironment: { PASSWORD: 'hunter22' },
      }),
      'PASSWORD=*** docker create --mount \'type=bind,"source=/a,""b",target=/c,readonly\' --env PASSWORD a',
    ],
    [dockerInspect('a', 'b'), 'docker container inspect a b'],
    [dockerLogs('a', { tail: 50 }), 'docker logs --tail 50 a'],
    [dockerStop('a', 10), 'docker stop --timeout 10 a'],
    [dockerRemove('a', 'b'), 'docker rm --force --volumes a b'],
    [dockerStats('a'), 'docker stats --no-stream --no-trunc --format json a'],
    [dockerVersion(), 'docker version --format json'],
    [
      dockerNetworkCreate({ name: 'n', internal: true, labels: { a: 'b' } }),
      'docker network create --internal --label a=b n',
    ],
    [dockerVolumeCreate({ name: 'v' }), 'docker volume create v'],
  ])('%#', (command, text) => {
    expect(formatCommand(command)).toBe(text);
  });
});

describe('docker output', () => {
  it.each([
    ['12.5MiB', 13_107_200],
    ['1.2kB', 1200],
    ['0B', 0],
    ['1GiB', 1_073_741_824],
    ['?', undefined],
    ['1 XB', undefined],
  ])('size %s', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it('stats', () => {
    const line =
      '{"BlockIO":"0B / 0B","CPUPerc":"0.25%","MemPerc":"1%","MemUsage":"23.5MiB / 256MiB","PIDs":"11"}';
    expect(parseStats(line)).toEqual({
      ok: true,
      value: { memoryBytes: 24_641_536, cpuPercent: 0.25, pids: 11 },
    });
    expect(parseStats('')).toMatchObject({ ok: false, problems: [{ code: 'tool-output' }] });
  });

  it('version with and without an engine', () => {
    expect(
      parseVersion(
        '{"Client":{"Version":"28.5.2"},"Server":{"Version":"28.5.1","Os":"linux","Arch":"amd64"}}',
      ),
    ).toEqual({
      ok: true,
      value: { client: '28.5.2', server: '28.5.1', platform: 'linux/amd64' },
    });
    expect(parseVersion('{"Client":{"Version":"28.5.2"},"Server":null}')).toMatchObject({
      ok: true,
      value: { server: undefined },
    });
  });

  it('containers and their ports', () => {
    const text = JSON.stringify([
      {
        Id: 'i',
        Name: '/n',
        Image: 'sha256:0',
        State: {
          Status: 'running',
          Running: true,
          OOMKilled: false,
          ExitCode: 0,
          Error: '',
          StartedAt: '2026-01-01T00:00:00Z',
          FinishedAt: '0001-01-01T00:00:00Z',
        },
        Config: { User: '65532', Labels: null },
        HostConfig: { ReadonlyRootfs: true },
        NetworkSettings: {
          Ports: { '3000/tcp': [{ HostIp: '127.0.0.1', HostPort: '32768' }], '9/udp': null },
        },
      },
    ]);
    const containers = parseContainers(text);
    if (!containers.ok || !containers.value[0]) throw new Error('not parsed');
    expect(publishedPort(containers.value[0], 3000)).toBe(32_768);
    expect(publishedPort(containers.value[0], 9)).toBeUndefined();
    expect(parseContainers('[{}]')).toMatchObject({ ok: false });
  });
});

describe('diagnose', () => {
  it.each([
    [
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      'engine-down',
    ],
    ['permission denied while trying to connect to the Docker daemon socket', 'engine-denied'],
    ["docker: 'buildx' is not a docker command.", 'buildx-missing'],
    ['unknown flag: --file\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]', 'buildx-missing'],
    ['ERROR: write /var/lib/x: no space left on device', 'disk-full'],
    [
      'ERROR: failed to push r/x: unexpected status from HEAD request to http://r/v2/: 401 Unauthorized',
      'registry-unauthorized',
    ],
    ['denied: requested access to the resource is denied', 'registry-forbidden'],
    ['429 Too Many Requests - toomanyrequests: You have reached', 'registry-busy'],
    [
      'ERROR: failed to do request: Head "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused',
      'registry-down',
    ],
    ['unexpected status from PUT request: 503 Service Unavailable', 'registry-down'],
  ])('%s', (text, code) => {
    expect(diagnose(text)?.code).toBe(code);
  });

  it('leaves a failing build step to itself', () => {
    expect(
      diagnose('process "/bin/sh -c npm run build" did not complete successfully: exit code: 2'),
    ).toBeUndefined();
  });
});
