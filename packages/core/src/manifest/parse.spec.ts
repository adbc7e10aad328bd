import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { unknownEnvironments } from './environments';
import { parseService, parseWorkspace } from './parse';

const minimal = 'name: payments\nstack: node-api\nport: 3000\n';
const codes = (text: string): string[] => {
  const parsed = parseService(text, 'service.yaml');
  return parsed.ok ? [] : parsed.problems.map(({ where }) => where);
};

describe('parseService', () => {
  it('gives the manifest with its defaults', () => {
    expect(parseService(minimal, 'service.yaml')).toEqual({
      ok: true,
      value: {
        name: 'payments',
        stack: 'node-api',
        port: 3000,
        database: 'none',
        cache: 'none',
        broker: 'none',
      },
    });
  });

  it('reports every problem at once, each with its place', () => {
    expect(codes('name: Pay ments\nstack: node-api\nport: 80\ncolour: red\n')).toEqual([
      'service.yaml › name',
      'service.yaml › port',
      'service.yaml',
    ]);
  });

  it.each([
    ['prot: 3000\n', 'service.yaml', 'did you mean port?'],
    ['size: { budgetMB: 5 }\n', 'service.yaml › size', 'did you mean budgetMb?'],
    [
      'environments: { staging: { replica: 2 } }\n',
      'service.yaml › environments.staging',
      'did you mean replicas?',
    ],
  ])('names the key that was probably meant: %s', (more, where, meant) => {
    const parsed = parseService(`name: payments\nstack: node-api\n${more}`, 'service.yaml');
    const unknown = parsed.ok ? [] : parsed.problems.filter(({ what }) => what.startsWith('unknown key'));
    expect(unknown).toMatchObject([{ where, fix: expect.stringContaining(meant) as string }]);
  });

  it('says everything in its problems: the YAML library warns nobody past them', async () => {
    const warned: string[] = [];
    const listen = ({ message }: Error): void => void warned.push(message);
    process.on('warning', listen);
    onTestFinished(() => void process.off('warning', listen));
    for (const odd of ['? {a: b}\n: c\n', '? [a]\n: c\n', '%YAML 9.9\n---\na: 1\n', '%FOO bar\n---\na: 1\n'])
      expect(parseService(odd, 'service.yaml').ok).toBe(false);
    await new Promise((resolve) => setImmediate(resolve));
    expect(warned).toEqual([]);
  });

  it.each([
    ['duplicate key', 'name: a\nname: b\nstack: node-api\nport: 3000\n'],
    ['two documents', `${minimal}---\n${minimal}`],
    ['unknown tag', 'name: !!js/function "x"\nstack: node-api\nport: 3000\n'],
    ['octal-like port', 'name: a\nstack: node-api\nport: 0o17\n'],
    ['Norway as a name', 'name: false\nstack: node-api\nport: 3000\n'],
    ['path in a name', 'name: ../../etc\nstack: node-api\nport: 3000\n'],
    ['expression in a description', `${minimal}description: "\${{ github.token }}"\n`],
    ['control character', `${minimal}description: "a\\u0007b"\n`],
    ['bidirectional override', `${minimal}description: "a\\u202eb"\n`],
    ['query in a health path', `${minimal}health: { live: "/x?y", ready: /y }\n`],
    [
      'quantity in the wrong unit',
      `${minimal}resources: { requests: { cpu: 1, memory: 1G }, limits: { cpu: 1, memory: 1G } }\n`,
    ],
    ['empty', ''],
    ['a list', '- 1\n'],
  ])('refuses: %s', (_what, text) => {
    expect(parseService(text, 'service.yaml').ok).toBe(false);
  });

  it('refuses an alias bomb instead of expanding it', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((k, i) => `${k}: &${k} [${`*${'abcdefgh'[i] ?? 'a'},`.repeat(9)}]`),
    ].join('\n');
    expect(parseService(bomb, 'service.yaml').ok).toBe(false);
  });

  it('never throws, whatever the text', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('${{ x }}', '$(id)', '../..', '\u0000', '*a', '&a', '!!x y', '<<: *a', '\t', '---'),
    );
    fc.assert(
      fc.property(fc.array(nasty, { maxLength: 6 }), nasty, (lines, name) => {
        const parsed = parseService([`name: ${name}`, ...lines].join('\n'), 'service.yaml');
        return parsed.ok ? /^[a-z][a-z0-9-]*$/.test(parsed.value.name) : parsed.problems.length > 0;
      }),
      { numRuns: 5_000 },
    );
  });
});

const workspace =
  'standard: { name: "@org/ci-standard", version: ^0.1.0 }\nregistry: ghcr.io/acme\nenvironments: [{ name: staging }, { name: production, production: true }]\n';

describe('unknownEnvironments', () => {
  const of = (text: string) => {
    const service = parseService(`${minimal}${text}`, 'a/service.yaml');
    const parsed = parseWorkspace(workspace, 'ci.yaml');
    if (!service.ok || !parsed.ok) throw new Error('the example must be valid');
    return unknownEnvironments(service.value, parsed.value, 'a/service.yaml');
  };
  it('finds those that ci.yaml does not have, with the one that was meant', () => {
    expect(of('environments: { staging: { replicas: 2 }, prod: { replicas: 3 } }\n')).toEqual([
      {
        code: 'environment-unknown',
        where: 'a/service.yaml › environments.prod',
        what: 'ci.yaml has no environment prod',
        fix: 'did you mean production? known: staging, production',
      },
    ]);
    expect(of('')).toEqual([]);
  });
});

describe('parseWorkspace', () => {
  it('names the key that was probably meant', () => {
    const parsed = parseWorkspace(`${workspace}registery: x\n`, 'ci.yaml');
    expect(parsed.ok ? [] : parsed.problems).toMatchObject([
      { what: 'unknown key "registery"', fix: expect.stringContaining('did you mean registry?') as string },
    ]);
  });

  it('gives the workspace with its defaults', () => {
    expect(parseWorkspace(workspace, 'ci.yaml')).toMatchObject({
      ok: true,
      value: { packageManager: 'npm', registries: [], mirrors: {}, waivers: [] },
    });
  });

  it('refuses a waiver with an impossible date, without an owner or without a reason', () => {
    const parsed = parseWorkspace(
      `${workspace}waivers: [{ vulnerability: CVE-2026-1, owner: "", reason: no, expires: 2026-99-99 }]\n`,
      'ci.yaml',
    );
    expect(parsed.ok ? [] : parsed.problems.map(({ where }) => where)).toEqual([
      'ci.yaml › waivers[0].owner',
      'ci.yaml › waivers[0].reason',
      'ci.yaml › waivers[0].expires',
    ]);
  });

  it.each([
    ['scheme in the registry', workspace.replace('ghcr.io/acme', 'https://ghcr.io/acme')],
    ['upper case in the registry', workspace.replace('ghcr.io/acme', 'ghcr.io/Acme')],
    ['two environments of one name', workspace.replace('name: production', 'name: staging')],
    ['no environment', workspace.replace(/environments.*/, 'environments: []')],
    ['a version that is a shell command', workspace.replace('^0.1.0', '"$(id)"')],
    ['an expression as the main branch', `${workspace}tags: { mainBranch: "\${{ secrets.A }}" }\n`],
    ['a pattern as the main branch', `${workspace}tags: { mainBranch: "**" }\n`],
    ['an option as the main branch', `${workspace}tags: { mainBranch: --force }\n`],
  ])('refuses: %s', (_what, text) => {
    expect(parseWorkspace(text, 'ci.yaml').ok).toBe(false);
  });
});
