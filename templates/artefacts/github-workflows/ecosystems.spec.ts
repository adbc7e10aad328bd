import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generated, standard, textOf, workspace } from '../../testing/standard';

interface Workflow {
  readonly jobs: Record<
    string,
    {
      readonly needs?: string[];
      readonly if?: string;
      readonly outputs?: Record<string, string>;
      readonly strategy?: { readonly matrix: { readonly language?: string[] } };
      readonly steps: { readonly id: string; readonly run?: string; readonly with?: object }[];
    }
  >;
}
const mixed = workspace();
const nodeOnly = {
  ...mixed,
  services: mixed.services.filter(({ stack }) => (stack.ecosystem ?? 'node') === 'node'),
};
const read = (name: string, input = mixed): Workflow =>
  parse(textOf(`.github/workflows/${name}.yml`, generated(input))) as Workflow;

describe('a workspace with Python and Node', () => {
  const { jobs } = read('ci');

  it('checks Python in a job of its own, where anything of it is affected', () => {
    expect(jobs.verify?.outputs).toHaveProperty('python');
    expect(jobs.python?.if).toBe("${{ needs.verify.outputs.python == 'true' }}");
    const check = (job: string): string => jobs[job]?.steps.find(({ id }) => id === 'check')?.run ?? '';
    expect(check('verify')).toContain('--exclude=tag:ecosystem:python');
    expect(check('python')).toContain('--projects=tag:ecosystem:python');
    expect(jobs.ci?.needs).toContain('python');
  });

  it('has uv where Python is run, and takes it from no cache where it publishes', () => {
    const uv = (workflow: Workflow, job: string) =>
      workflow.jobs[job]?.steps.find(({ id }) => id === 'uv')?.with;
    expect(uv(read('ci'), 'python')).toMatchObject({ 'enable-cache': true });
    expect(uv(read('cd'), 'publish')).toMatchObject({ 'enable-cache': false });
  });

  it('has Python and a cache of pip’s where ci.yaml says pip, and no uv', () => {
    const pip = { ...mixed, workspace: { ...mixed.workspace, pythonPackageManager: 'pip' as const } };
    const python = (name: string, job: string) =>
      read(name, pip).jobs[job]?.steps.find(({ id }) => id === 'python')?.with;
    expect(python('ci', 'python')).toEqual({
      'python-version': standard.pins.tools.python,
      cache: 'pip',
      'cache-dependency-path': '**/requirements-dev.txt',
    });
    expect(python('cd', 'publish')).toEqual({ 'python-version': standard.pins.tools.python });
    for (const name of ['ci', 'cd'])
      expect(textOf(`.github/workflows/${name}.yml`, generated(pip))).not.toContain('setup-uv');
  });

  it('has its Python analysed and its hooks', () => {
    expect(read('security').jobs.codeql?.strategy?.matrix.language).toContain('python');
    expect(textOf('.pre-commit-config.yaml', generated(mixed))).toContain('id: ruff-check');
  });
});

describe('a workspace of Node alone', () => {
  it('has nothing of Python', () => {
    const files = [...generated(nodeOnly)].filter(([path]) => path.startsWith('.'));
    expect(files.length).toBeGreaterThan(3);
    for (const [path, { text }] of files) expect(text, path).not.toMatch(/setup-uv|ruff|ecosystem:|Python/m);
  });
});
