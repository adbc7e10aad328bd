import { join } from 'node:path';
import { goPrograms } from './go.js';
import { kustomizeProgram } from './kustomize.js';
import { pythonEnvironment } from './python.js';

const python = async (name: string) => join(await pythonEnvironment('requirements'), 'bin', name);
const go = async (name: string) => {
  const packages = [
    'github.com/rhysd/actionlint/cmd/actionlint',
    'github.com/yannh/kubeconform/cmd/kubeconform',
  ];
  return join(await goPrograms('go', packages), name);
};

const sources = {
  hadolint: () => python('hadolint'),
  zizmor: () => python('zizmor'),
  gixy: () => python('gixy'),
  shellcheck: () => python('shellcheck'),
  yamllint: () => python('yamllint'),
  'pre-commit': () => python('pre-commit'),
  actionlint: () => go('actionlint'),
  kubeconform: () => go('kubeconform'),
  kustomize: async () => join(await kustomizeProgram(), 'usr/bin/kustomize'),
  trivy: async () => join(await pythonEnvironment('trivy'), 'bin/trivy'),
} as const satisfies Record<string, () => Promise<string>>;

/** Independent programs that judge what we generate. */
export type JudgeName = keyof typeof sources;
export const judgeNames = Object.keys(sources) as readonly JudgeName[];

/** Absolute path of a judge, installed on first use into the user's cache; pinned, so that a verdict can be repeated. */
export function judge(name: JudgeName): Promise<string> {
  return sources[name]();
}

/** Every judge, side by side. */
export async function installAll(): Promise<Record<JudgeName, string>> {
  const paths = await Promise.all(judgeNames.map(async (name) => [name, await judge(name)] as const));
  return Object.fromEntries(paths) as Record<JudgeName, string>;
}
