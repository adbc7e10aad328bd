import { Finding } from '@org/ci-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCommand } from '../spawn/format';
import { parseTrivyDatabase, trivyMetadata } from './database';
import { parseTrivyImageReport, parseTrivySbomReport } from './report';
import { trivy } from './trivy';

const digest = `sha256:${'a'.repeat(64)}`;
const target = {
  reference: `127.0.0.1:5000/acme/payments@${digest}`,
  platform: 'linux/amd64',
  insecure: true,
};
const found = {
  VulnerabilityID: 'CVE-2026-1234',
  PkgName: 'libc6',
  InstalledVersion: '2.41-12',
  FixedVersion: '2.41-13',
  Severity: 'HIGH',
  Title: 'overflow',
  PrimaryURL: 'https://avd.aquasec.com/nvd/cve-2026-1234',
};
const report = (change: object = {}, vulnerability: object = {}): string =>
  JSON.stringify({
    SchemaVersion: 2,
    ArtifactName: target.reference,
    ArtifactType: 'container_image',
    Metadata: {
      OS: { Family: 'debian', Name: '13.7' },
      RepoDigests: [target.reference],
      ImageConfig: { os: 'linux', architecture: 'amd64' },
    },
    Results: [
      { Target: 'debian', Packages: [{}, {}], Vulnerabilities: [{ ...found, ...vulnerability }] },
      { Target: 'node', Packages: null, Vulnerabilities: null },
    ],
    ...change,
  });

const first = (text: string): Finding | undefined => {
  const parsed = parseTrivyImageReport(text, target);
  return parsed.ok ? parsed.value.findings[0] : undefined;
};
const refusal = (text: string): string => {
  const parsed = parseTrivyImageReport(text, target);
  return parsed.ok ? '' : parsed.problems.map(({ what }) => what).join('; ');
};

describe('commands', () => {
  it('scan offline, whatever the environment and the folder say', () => {
    expect(formatCommand(trivy.scanImage(target, '/t/r.json'))).toBe(
      'trivy image --config= --ignorefile= --server= --distro= --pkg-types os,library' +
        ' --pkg-relationships unknown,root,workspace,direct,indirect --no-progress --skip-version-check' +
        ' --cache-backend memory --skip-db-update --skip-java-db-update --offline-scan --scanners vuln' +
        ' --severity UNKNOWN,LOW,MEDIUM,HIGH,CRITICAL --ignore-unfixed=false --ignore-status= --ignore-policy= --vex=' +
        ' --list-all-pkgs=true --exit-code 0 --format json --skip-dirs= --skip-files= --image-src remote' +
        ` --platform linux/amd64 --insecure --output /t/r.json ${target.reference}`,
    );
  });
  it('are insecure only where they are told', () => {
    expect(trivy.scanImage({ ...target, insecure: false }, 'r').args).not.toContain('--insecure');
    expect(trivy.download({ insecure: false }).args).not.toContain('--insecure');
    expect(trivy.download({ repository: '127.0.0.1:5000/db', insecure: true }).args).toEqual([
      'image',
      '--config=',
      '--no-progress',
      '--download-db-only',
      '--db-repository',
      '127.0.0.1:5000/db',
      '--insecure',
    ]);
  });
});

describe('database', () => {
  const text = (database?: object): string =>
    JSON.stringify({ Version: '0.76.0', ...(database && { VulnerabilityDB: database }) });
  it('is named by its content', () => {
    expect(
      parseTrivyDatabase(
        text({ Version: 2, UpdatedAt: '2026-11-20T06:00:00.123456789Z', DownloadedAt: 'x' }),
      ),
    ).toEqual({ ok: true, value: { version: '2', updatedAt: '2026-11-20T06:00:00.123Z' } });
  });
  it('may be missing', () => {
    expect(parseTrivyDatabase(text())).toEqual({ ok: true, value: undefined });
  });
  it.each(['', 'null', '[]', text({ Version: 2 }), text({ Version: 2, UpdatedAt: 'yesterday' })])(
    'is refused: %s',
    (hostile) => {
      expect(parseTrivyDatabase(hostile)).toMatchObject({
        ok: false,
        problems: [{ code: 'scanner-output' }],
      });
    },
  );
});

describe('image report', () => {
  it('becomes findings in our words', () => {
    expect(parseTrivyImageReport(report(), target)).toEqual({
      ok: true,
      value: {
        packages: 2,
        notes: [],
        findings: [
          {
            id: 'CVE-2026-1234',
            package: 'libc6',
            version: '2.41-12',
            severity: 'high',
            fixedVersion: '2.41-13',
            title: 'overflow',
            url: 'https://avd.aquasec.com/nvd/cve-2026-1234',
            source: 'image linux/amd64',
          },
        ],
      },
    });
  });
  it.each([
    [{ Severity: 'DREADFUL' }, { severity: 'unknown' }],
    [{ Severity: undefined }, { severity: 'unknown' }],
    [{ Title: 'a\u001b[31m\u202eb\r\nc' }, { title: 'a [31m b c' }],
    [{ PkgName: 'x\u0000y' }, { package: 'x y' }],
  ])('tames %j', (change, expected) => {
    expect(first(report({}, change))).toMatchObject(expected);
  });
  it.each([{ PrimaryURL: 'javascript:alert(1)' }, { PrimaryURL: 'https://x/ y' }])(
    'has no link to %j',
    (change) => {
      expect(first(report({}, change))).not.toHaveProperty('url');
    },
  );
  it.each([
    ['not JSON', /not JSON/],
    ['{}', /Invalid/],
    [report({ SchemaVersion: 3 }), /2/],
    [report({}, { VulnerabilityID: '\u0000' }), />=1/],
    [report({ ArtifactType: 'filesystem' }), /not on an image/],
    [report({ Metadata: { RepoDigests: [`x@sha256:${'b'.repeat(64)}`] } }), /another digest.*no platform/],
    [
      report({
        Metadata: { RepoDigests: [target.reference], ImageConfig: { os: 'linux', architecture: 'arm64' } },
      }),
      /linux\/amd64 was to be scanned, the report is on linux\/arm64/,
    ],
  ])('is refused: %#', (text, reason) => {
    expect(refusal(text)).toMatch(reason);
  });
  it('says that a distribution is out of support', () => {
    const text = report({
      Metadata: {
        OS: { Family: 'debian', Name: '9', EOSL: true },
        RepoDigests: [target.reference],
        ImageConfig: { os: 'linux', architecture: 'amd64' },
      },
    });
    expect(parseTrivyImageReport(text, target)).toMatchObject({
      value: { notes: ['debian 9 gets no security updates any more'] },
    });
  });
});

describe('hostile reports', () => {
  const isClean = (text: string): boolean => !/[\p{Cc}\p{Cf}]/u.test(text);
  it('never throw, and never leave a control character', () => {
    const part = fc.record({ Target: fc.string(), Vulnerabilities: fc.array(fc.record(vulnerability())) });
    const results = fc.array(fc.oneof(part, fc.jsonValue()));
    fc.assert(
      fc.property(results, (Results) => {
        const parsed = parseTrivyImageReport(report({ Results }), target);
        if (!parsed.ok) return parsed.problems.length > 0;
        return parsed.value.findings.every(
          (finding) =>
            Finding.safeParse(finding).success && (Object.values(finding) as string[]).every(isClean),
        );
      }),
      { numRuns: 2000 },
    );
  });
  it('of any JSON or text at all are refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), (text) => {
        expect(parseTrivyImageReport(text, target).ok).toBe(false);
        expect(parseTrivySbomReport(text, 'sbom').ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  function vulnerability() {
    const text = fc.string({ unit: 'binary' });
    return {
      VulnerabilityID: text,
      PkgName: text,
      InstalledVersion: fc.option(text, { nil: undefined }),
      FixedVersion: fc.option(text, { nil: undefined }),
      Severity: fc.oneof(text, fc.constantFrom('CRITICAL', 'low')),
      Title: fc.option(text, { nil: undefined }),
      PrimaryURL: fc.option(fc.oneof(text, fc.webUrl()), { nil: undefined }),
    };
  }
});

describe('the file beside the database', () => {
  it.each<[NodeJS.Platform, Record<string, string>, string]>([
    ['linux', {}, '/home/me/.cache/trivy/db/metadata.json'],
    ['linux', { XDG_CACHE_HOME: '/cache' }, '/cache/trivy/db/metadata.json'],
    ['linux', { XDG_CACHE_HOME: '', TRIVY_CACHE_DIR: '' }, '/home/me/.cache/trivy/db/metadata.json'],
    ['darwin', { XDG_CACHE_HOME: '/cache' }, '/home/me/Library/Caches/trivy/db/metadata.json'],
    ['win32', { LocalAppData: '/local' }, '/local/trivy/db/metadata.json'],
    ['linux', { XDG_CACHE_HOME: '/cache', TRIVY_CACHE_DIR: '/own' }, '/own/db/metadata.json'],
  ])('%s, %j: %s', (platform, variables, expected) => {
    expect(trivyMetadata({ platform, variables, home: '/home/me' })).toBe(expected);
  });

  it('says what trivy says', () => {
    const text = JSON.stringify({ Version: 2, UpdatedAt: '2026-01-01T01:00:00.5+01:00', DownloadedAt: '' });
    expect(trivy.parseDatabaseFile(text)).toEqual({
      ok: true,
      value: { version: '2', updatedAt: '2026-01-01T00:00:00.500Z' },
    });
    expect(trivy.parseDatabaseFile('{}')).toMatchObject({ ok: false });
  });
});
