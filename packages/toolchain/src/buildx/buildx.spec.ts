import { describe, expect, it } from 'vitest';
import { formatCommand } from '../spawn/format';
import { buildxBuild } from './build';
import { parseMetadata } from './metadata';
import { formatOutput } from './output';

const env = 'SOURCE_DATE_EPOCH=0 BUILDX_METADATA_PROVENANCE=disabled DOCKER_CLI_HINTS=false';
const digest = `sha256:${'a'.repeat(64)}`;

describe('buildxBuild', () => {
  it.each([
    [{ context: '/c' }, `${env} docker buildx build --provenance=false --sbom=false /c`],
    [
      {
        context: '/c',
        dockerfile: '/c/apps/a/Dockerfile',
        platforms: ['linux/amd64', 'linux/arm64'],
        target: 'runtime',
        buildArgs: { B: '2', A: 'x y' },
        buildContexts: { base: 'docker-image://b' },
        secrets: ['id=npmrc,src=/n'],
        cacheFrom: ['type=registry,ref=r/c'],
        cacheTo: ['type=inline'],
        builder: 'big',
        noCache: true,
        progress: 'plain' as const,
        metadataFile: '/m.json',
        output: { kind: 'oci' as const, dest: '/o' },
      },
      `${env} docker buildx build --builder big --file /c/apps/a/Dockerfile --target runtime --platform linux/amd64,linux/arm64 --build-arg 'A=x y' --build-arg B=2 --build-context base=docker-image://b --secret id=npmrc,src=/n --cache-from type=registry,ref=r/c --cache-to type=inline --no-cache --provenance=false --sbom=false --progress plain --metadata-file /m.json --output type=oci,dest=/o,tar=false,rewrite-timestamp=true,oci-mediatypes=true /c`,
    ],
  ])('%#', (options, text) => {
    expect(formatCommand(buildxBuild(options))).toBe(text);
  });
});

describe('formatOutput', () => {
  it.each([
    [
      { kind: 'registry' as const, repository: 'r:5000/a' },
      'type=image,name=r:5000/a,push=true,push-by-digest=true,name-canonical=true,rewrite-timestamp=true,oci-mediatypes=true,unpack=false,store=false',
    ],
    [
      { kind: 'archive' as const, dest: '/a.tar', name: 'a:1' },
      'type=oci,dest=/a.tar,name=a:1,rewrite-timestamp=true,oci-mediatypes=true',
    ],
    [
      { kind: 'oci' as const, dest: '/a,b' },
      'type=oci,"dest=/a,b",tar=false,rewrite-timestamp=true,oci-mediatypes=true',
    ],
  ])('%#', (output, text) => {
    expect(formatOutput(output)).toBe(text);
  });
});

describe('parseMetadata', () => {
  it('one platform', () => {
    const text = JSON.stringify({
      'containerimage.digest': digest,
      'buildx.build.provenance': { buildType: 'x' },
    });
    expect(parseMetadata(text)).toEqual({
      ok: true,
      value: { digest, configDigest: undefined, ref: undefined, provenance: { '': { buildType: 'x' } } },
    });
  });
  it('several platforms', () => {
    const text = JSON.stringify({ 'buildx.build.provenance/linux/arm64': { a: 1 } });
    expect(parseMetadata(text)).toMatchObject({
      ok: true,
      value: { provenance: { 'linux/arm64': { a: 1 } } },
    });
  });
  it.each(['', '{"containerimage.digest":"sha256:x"}'])('refuses %j', (text) => {
    expect(parseMetadata(text)).toMatchObject({ ok: false, problems: [{ code: 'tool-output' }] });
  });
});
