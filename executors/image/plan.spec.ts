import { Workspace, type Service } from '@org/ci-core';
import { formatCommand } from '@org/ci-toolchain';
import { describe, expect, it } from 'vitest';
import { ImageOptions } from './options';
import { planBuild, planLoad } from './plan';
import { buildProblem } from './problems';
import { synthStatements } from './provenance';

const workspace = Workspace.parse({
  standard: { name: '@acme/standard', version: '1.0.0' },
  registry: 'r.example.com',
  repository: 'https://github.com/acme/shop',
  platforms: ['linux/amd64', 'linux/arm64'],
  environments: [{ name: 'staging' }],
});
const task = {
  root: '/w',
  directory: 'apps/api',
  workspace,
  service: { name: 'api' } as Service,
  dockerfile: 'FROM scratch\n',
};
const cache = '/w/node_modules/.cache/org-ci/api';
const plan = (options: object): string =>
  formatCommand(planBuild(task, ImageOptions.parse(options), '/m.json'));

describe('planBuild', () => {
  it('asks for an image that depends on nothing but its files', () => {
    expect(plan({})).toBe(
      `SOURCE_DATE_EPOCH=0 BUILDX_METADATA_PROVENANCE=max DOCKER_CLI_HINTS=false docker buildx build --file ${cache}/Dockerfile --platform linux/amd64,linux/arm64 --build-arg IMAGE_SOURCE=https://github.com/acme/shop --provenance=false --sbom=false --progress plain --metadata-file /m.json --output type=oci,dest=${cache}/layout,tar=false,rewrite-timestamp=true,oci-mediatypes=true ${cache}/context`,
    );
  });

  it.each([
    [{ platforms: ['linux/arm64'] }, '--platform linux/arm64 '],
    [
      { source: 'https://example.com/x', licenses: 'MIT' },
      '--build-arg IMAGE_LICENSES=MIT --build-arg IMAGE_SOURCE=https://example.com/x ',
    ],
    [{ stage: 'migrate' }, '--target migrate '],
    [{ buildArg: ['A=b=c', 'E='] }, '--build-arg A=b=c --build-arg E= '],
    [{ cacheFrom: ['type=registry,ref=r/c'] }, '--cache-from type=registry,ref=r/c '],
    [{ cacheTo: ['type=registry,ref=r/c,mode=max'] }, '--cache-to type=registry,ref=r/c,mode=max '],
    [{ builder: 'big', noCache: true, progress: 'quiet' }, '--no-cache '],
    [{ secret: ['id=npmrc,src=/n'] }, '--secret id=npmrc,src=/n '],
    [{ provenance: false }, 'BUILDX_METADATA_PROVENANCE=disabled '],
  ])('%j', (options, part) => {
    expect(plan(options)).toContain(part);
  });

  it('is built from the folder that its Dockerfile is written for', () => {
    const contextOf = (context: 'service' | 'workspace') => {
      const service = { ...task.service, application: { main: 'server.js', context } };
      return planBuild({ ...task, service }, ImageOptions.parse({}), '/m.json').args.at(-1);
    };
    expect(contextOf('workspace')).toBe(`${cache}/context`);
    expect(contextOf('service')).toBe(`${cache}/context/apps/api`);
  });

  it('gives stages that select from the context what they would select', () => {
    const dockerfile = `FROM node AS manifests
WORKDIR /manifests
COPY . .
RUN --network=none find . -type f ! -name package.json -delete -o -type d -empty -delete

FROM node AS members
WORKDIR /members
COPY . .
RUN --network=none rm -rf apps/api/src

FROM scratch
`;
    const planned = formatCommand(planBuild({ ...task, dockerfile }, ImageOptions.parse({}), '/m.json'));
    for (const stage of ['manifests', 'members'])
      expect(planned).toContain(`--build-context ${stage}=${cache}/${stage} `);
  });

  it('loads an archive into the engine', () => {
    const [build, load] = planLoad(task, ImageOptions.parse({ noCache: true }), '/a.tar');
    expect(formatCommand(build)).toMatch(/--output type=oci,dest=\/a\.tar,name=api:local,/);
    expect(formatCommand(build)).not.toContain('--no-cache');
    expect(formatCommand(load)).toBe('docker load --quiet --input /a.tar');
  });
});

describe('ImageOptions', () => {
  it.each([
    { platforms: ['linux'] },
    { platforms: ['linux/amd64,x'] },
    { buildArg: ['A'] },
    { buildArg: ['A=b\nc'] },
    { registry: 'https://r' },
    { stage: '-x' },
    { tag: 'api' },
    { dest: '.' },
    { dest: '../x' },
    { dest: '/x' },
    { output: 'tar' },
  ])('refuses %j', (options) => {
    expect(ImageOptions.safeParse(options).success).toBe(false);
  });
});

describe('buildProblem', () => {
  const failed = (stderr: string) =>
    buildProblem({ tool: 'docker', args: [] }, { exitCode: 1, stdout: '', stderr });
  it.each([
    ['ERROR: Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?', 'engine-down'],
    [
      'ERROR: OCI exporter is not supported for the docker driver. Switch to a different driver',
      'builder-unfit',
    ],
    ['ERROR: no builder "x" found', 'builder-missing'],
    [
      'ERROR: failed to solve: node:24: failed to resolve: no match for platform in manifest: not found',
      'platform-missing',
    ],
    [
      '#5 npm error 401 Unauthorized\nERROR: failed to solve: process "npm ci" did not complete successfully: exit code: 1',
      'build-failed',
    ],
    [
      '#5 x: no space left on device\nERROR: failed to solve: process "x" did not complete successfully: exit code: 1',
      'disk-full',
    ],
    [
      'ERROR: failed to solve: r/x: failed to do request: Head "http://r": dial tcp: connect: connection refused',
      'registry-down',
    ],
    ['#5 exec /bin/sh: exec format error\nERROR: failed to solve: exec format error', 'platform-emulation'],
  ])('%s', (stderr, code) => {
    expect(failed(stderr).code).toBe(code);
  });

  it('tells what the failed step said, and where it stands in the Dockerfile', () => {
    const verdict =
      'ERROR: failed to solve: process "/bin/sh -c make" did not complete successfully: exit code: 2';
    const rule = '-'.repeat(20);
    const source = `Dockerfile:7\n${rule}\n   7 | >>> RUN make\n${rule}`;
    const { what } = failed(
      `#9 noise\n------\n > [build 1/1] RUN make:\n0.2 no rule\n------\n${source}\n${verdict}`,
    );
    for (const said of ['exit code 1', '0.2 no rule', '>>> RUN make', verdict]) expect(what).toContain(said);
    expect(what).not.toContain('noise');
  });
});

describe('synthStatements', () => {
  const sha = (letter: string): string => `sha256:${letter.repeat(64)}`;
  const platform = (name: string, digest: string) => ({
    platform: name,
    digest,
    size: 1,
    configDigest: '',
    layers: [],
  });
  const image = {
    digest: sha('a'),
    mediaType: 'm',
    platforms: [platform('linux/amd64', sha('b')), platform('linux/arm64', sha('c'))],
  };
  it('names the digest that each platform has', () => {
    const statements = synthStatements('r/api', image, {
      '': { buildType: 'x' },
      'linux/arm64': { buildDefinition: {} },
    });
    expect(
      statements.map(({ subject, predicateType }) => [subject[0]?.digest.sha256[0], predicateType]),
    ).toEqual([
      ['a', 'https://slsa.dev/provenance/v0.2'],
      ['c', 'https://slsa.dev/provenance/v1'],
    ]);
  });
});
