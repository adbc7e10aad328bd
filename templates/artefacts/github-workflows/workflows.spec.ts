import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { exampleWorkspace } from '../../contract/example';
import { example, generated, standard, textOf, workspace } from '../../testing/standard';

interface Job {
  readonly 'runs-on': string;
  readonly 'timeout-minutes': number;
  readonly permissions: Record<string, string>;
  readonly needs?: string[];
  readonly if?: string;
  readonly environment?: string;
  readonly outputs?: Record<string, string>;
  readonly concurrency?: { 'cancel-in-progress': boolean };
  readonly steps: { id: string; uses?: string; run?: string; with?: Record<string, unknown> }[];
}
interface Workflow {
  readonly on: Record<string, unknown>;
  readonly permissions: unknown;
  readonly concurrency: unknown;
  readonly jobs: Record<string, Job>;
}

const names = ['ci', 'cd', 'security'] as const;
const path = (name: string) => `.github/workflows/${name}.yml`;
const read = (name: string, files = generated()) => parse(textOf(path(name), files)) as Workflow;

describe.each(names)('%s.yml', (name) => {
  const { jobs, ...workflow } = read(name);
  const all = Object.values(jobs);
  const steps = all.flatMap((job) => job.steps);

  it('grants nothing but what a job asks for, and says why', () => {
    expect(workflow.permissions).toEqual({});
    for (const job of all) expect(job.permissions).toBeTypeOf('object');
    const granted = textOf(path(name)).match(/^ {6}[a-z-]+: (read|write)( #.*)?$/gm) ?? [];
    expect(granted.filter((line) => !line.includes(' # '))).toEqual([]);
  });

  it('runs on a fixed runner, for a limited time, in a concurrency group', () => {
    expect(workflow.concurrency).toHaveProperty('group');
    for (const job of all) {
      expect(job['runs-on']).toBe('ubuntu-24.04');
      expect(job['timeout-minutes']).toBeGreaterThan(0);
    }
  });

  it('pins every action to a commit, with its version beside it', () => {
    const lines = textOf(path(name)).match(/uses: .*/g) ?? [];
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line).toMatch(/^uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('leaves no token behind and restores no cache where it publishes', () => {
    for (const { uses = '', with: settings } of steps) {
      if (uses.startsWith('actions/checkout@'))
        expect(settings).toMatchObject({ 'persist-credentials': false });
      if (name === 'cd' && uses.startsWith('actions/setup-node@'))
        expect(settings).toMatchObject({ 'package-manager-cache': false });
      // A job that is run again finds what its first attempt uploaded.
      if (uses.startsWith('actions/upload-artifact@'))
        expect(settings).toMatchObject({ 'retention-days': name === 'ci' ? 14 : 30, overwrite: true });
    }
  });

  it('keeps expressions out of scripts, and stops them at the first failure', () => {
    const scripts = steps.flatMap(({ run }) => run ?? []);
    for (const script of scripts) {
      expect(script).not.toContain('${{');
      expect(script.startsWith('set -euo pipefail\n')).toBe(true);
    }
  });

  it('gives every step of a job an id of its own', () => {
    for (const job of all) {
      const ids = job.steps.map(({ id }) => id);
      expect(ids.every((id) => /^[a-z][a-z0-9-]*$/.test(id))).toBe(true);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('is never started by a pull request with the rights of the main branch', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    expect(Object.keys(workflow.on)).not.toContain('workflow_run');
  });
});

describe('ci.yml', () => {
  it('ends in one job that always runs and looks at all others', () => {
    const { jobs } = read('ci');
    const { ci, ...others } = jobs;
    expect(ci?.if).toBe('${{ always() }}');
    expect(ci?.needs).toEqual(Object.keys(others));
  });

  it('can write nowhere but into the Security tab', () => {
    const written = Object.values(read('ci').jobs).flatMap(({ permissions }) =>
      Object.entries(permissions).flatMap(([name, level]) => (level === 'write' ? name : [])),
    );
    expect([...new Set(written)]).toEqual(['security-events']);
  });
});

describe('cd.yml', () => {
  it('promotes in the order of ci.yaml, each environment after the one before it', () => {
    const input = workspace({ environments: ['test', 'staging', 'production'].map((name) => ({ name })) });
    const { jobs } = read('cd', generated(input));
    expect(Object.keys(jobs)).toEqual([
      'affected',
      'publish',
      'promote-test',
      'promote-staging',
      'promote-production',
    ]);
    expect(jobs['promote-test']?.needs).toEqual(['affected', 'publish']);
    expect(jobs['promote-production']?.needs).toEqual(['affected', 'promote-staging']);
    expect(jobs['promote-production']?.environment).toBe('production');
  });

  it('promotes what it can where another service failed', () => {
    const { jobs } = read('cd');
    const ifs = Object.keys(jobs)
      .filter((name) => name.startsWith('promote-'))
      .map((name) => jobs[name]?.if);
    const start = "${{ !cancelled() && needs.affected.result == 'success' &&";
    expect(ifs).toEqual([
      `${start} needs.affected.outputs.services != '[]' }}`,
      `${start} needs.promote-staging.outputs.promoted == 'true' }}`,
    ]);
    expect(jobs['promote-staging']?.outputs).toEqual({ promoted: '${{ steps.promote.outputs.promoted }}' });
  });

  it('never cancels a publication or a promotion', () => {
    for (const [name, job] of Object.entries(read('cd').jobs)) {
      if (name !== 'affected') expect(job.concurrency?.['cancel-in-progress']).toBe(false);
    }
  });

  it('logs in with secrets of the registry host where that is not GitHub', () => {
    const input = exampleWorkspace(standard, example);
    const other = { ...input, workspace: { ...input.workspace, registry: 'harbor.example.com:5000/team' } };
    const text = textOf(path('cd'), generated(other));
    expect(text).toContain('password: ${{ secrets.REGISTRY_HARBOR_EXAMPLE_COM_5000_PASSWORD }}');
    expect(text).not.toContain('ghcr.io');
    expect(text).not.toContain('packages:');
  });

  describe('with registries of their own', () => {
    const input = workspace({
      registry: 'ghcr.io/acme',
      registries: ['copies.example.com'],
      environments: [
        { name: 'test' },
        { name: 'staging', registry: 'staging.example.com' },
        { name: 'production', registry: 'production.example.com' },
      ],
    });
    const files = generated(input);
    const job = (workflow: string, name: string) => {
      const found = read(workflow, files).jobs[name];
      const hosts = found?.steps.flatMap(({ id, with: settings }) =>
        id.startsWith('login-') ? [settings?.registry] : [],
      );
      return { hosts, packages: found?.permissions.packages, environment: found?.environment };
    };

    it('gives each job the credentials of those registries alone that it uses', () => {
      expect(job('cd', 'publish')).toMatchObject({
        hosts: ['ghcr.io', 'copies.example.com'],
        packages: 'write',
      });
      expect(job('cd', 'promote-test')).toMatchObject({ hosts: ['ghcr.io'], packages: 'write' });
      expect(job('cd', 'promote-staging')).toMatchObject({
        hosts: ['ghcr.io', 'staging.example.com'],
        packages: 'read',
      });
      expect(job('cd', 'promote-production')).toMatchObject({
        hosts: ['ghcr.io', 'staging.example.com', 'production.example.com'],
        packages: 'read',
      });
    });

    it('looks again at what is deployed from an environment of its own, which only reads', () => {
      expect(job('security', 'rescan')).toEqual({
        hosts: ['ghcr.io', 'staging.example.com', 'production.example.com'],
        packages: 'read',
        environment: 'rescan',
      });
    });
  });

  it('shows what has drifted on the pull request, also where sync:check failed', () => {
    const { verify } = read('ci').jobs;
    const [step, upload] = ['drift', 'sarif'].map((id) => verify?.steps.find((one) => one.id === id));
    expect(step).toMatchObject({ if: "${{ !cancelled() && steps.install.outcome == 'success' }}" });
    expect(step?.run).toContain('npx nx run ci:drift --diff\n');
    expect(upload?.with).toEqual({ sarif_file: 'dist/ci/drift.sarif', category: 'drift' });
    expect(upload).toMatchObject({
      if: "${{ !cancelled() && steps.drift.outcome != 'skipped' && !github.event.pull_request.head.repo.fork }}",
    });
    expect(verify?.permissions['security-events']).toBe('write');
  });

  it('uses the frozen installation of the package manager', () => {
    const text = textOf(path('cd'), generated(workspace({ packageManager: 'pnpm' })));
    expect(text).toContain('pnpm install --frozen-lockfile');
    expect(text).not.toContain('npm ci');
  });
});
