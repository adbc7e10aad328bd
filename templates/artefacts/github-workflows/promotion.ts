import type { Environment, WorkspaceInput } from '@org/ci-core';
import { logins, packagesPermission, promotionHosts } from './registries';
import { actionStep, scriptStep, type Step } from './step';
import { checkout, dependencies, egress, mainBranch } from './tools';
import { nx } from '../nx';
import type { Job } from './workflow';

/**
 * What failed before is no reason to skip: GitHub's own rule is, so that one service would block all others. The first
 * environment takes what was published; the next ones are asked where the one before took anything.
 */
const worthwhile = (before: Environment | undefined): string => {
  const some =
    before === undefined
      ? "needs.affected.outputs.services != '[]'"
      : `needs.promote-${before.name}.outputs.promoted == 'true'`;
  return `\${{ !cancelled() && needs.affected.result == 'success' && ${some} }}`;
};

/** The new digest goes to the main branch: at once where rules allow it, else as a pull request. */
const record = (input: WorkspaceInput): Step =>
  scriptStep(
    'record',
    'Record the digests',
    [
      "git add -- ':(glob)**/k8s/overlays/**'",
      'if git diff --cached --quiet; then',
      '  echo "Nothing to record."',
      '  exit 0',
      'fi',
      "git config user.name 'github-actions[bot]'",
      "git config user.email '41898282+github-actions[bot]@users.noreply.github.com'",
      'git commit --message "Promote to ${ENVIRONMENT}"',
      'gh auth setup-git',
      '# Commits that came meanwhile are no reason for a pull request.',
      'for _ in 1 2 3; do',
      '  git push origin "HEAD:refs/heads/${BRANCH}" && exit 0',
      '  git fetch origin "refs/heads/${BRANCH}"',
      '  if git merge-base --is-ancestor FETCH_HEAD HEAD; then break; fi',
      '  git rebase FETCH_HEAD || { git rebase --abort; break; }',
      'done',
      'topic="promote/${ENVIRONMENT}-${GITHUB_RUN_ID}-${GITHUB_RUN_ATTEMPT}"',
      'git push origin "HEAD:refs/heads/${topic}"',
      'gh pr create --base "${BRANCH}" --head "${topic}" --fill',
    ],
    {
      // What was promoted is recorded, also where another service was refused.
      if: '${{ !cancelled() }}',
      env: { GH_TOKEN: '${{ github.token }}', BRANCH: mainBranch(input) },
    },
  );

const promote = (input: WorkspaceInput, environment: Environment, before: Environment | undefined): Job => {
  const { all, written } = promotionHosts(input, environment, before);
  return {
    name: `Promote to ${environment.name}`,
    needs: ['affected', before === undefined ? 'publish' : `promote-${before.name}`],
    if: worthwhile(before),
    environment: environment.name,
    timeoutMinutes: 30,
    concurrency: `promote-${environment.name}`,
    permissions: {
      contents: ['write', 'record digests'],
      'pull-requests': ['write', 'where the main branch is protected'],
      ...(written === 'ghcr.io'
        ? packagesPermission(all, 'write', 'copy images to ghcr.io')
        : packagesPermission(all, 'read', 'copy images from ghcr.io')),
    },
    outputs: { promoted: '${{ steps.promote.outputs.promoted }}' },
    env: {
      ENVIRONMENT: environment.name,
      SERVICES: "${{ join(fromJSON(needs.affected.outputs.services), ',') }}",
    },
    steps: [
      egress(input),
      // With its history: promote reads from it which digest came first.
      checkout(input, { history: true, ref: mainBranch(input) }),
      ...dependencies(input, false),
      actionStep(input, 'receipts', 'Take the receipts', 'actions/download-artifact', {
        with: { pattern: 'receipts-*', path: 'dist/ci', 'merge-multiple': true },
      }),
      ...logins(input, all),
      // By this run's digests: an approval is for what this run published, whatever came to the main branch since. One
      // that was not published, or that a newer run has overtaken, is refused; the other services go on.
      scriptStep('promote', 'Make the same digests current', [
        'status=0',
        'for service in ${SERVICES//,/ }; do',
        '  digest="$(jq --raw-output --exit-status .digest "dist/ci/${service}/publish.json")" || { status=1; continue; }',
        `  ${nx(input, 'run "${service}:promote" --to="${ENVIRONMENT}" --digest="${digest}"')} || { status=$?; continue; }`,
        '  echo promoted=true >> "${GITHUB_OUTPUT}"',
        'done',
        'exit "${status}"',
      ]),
      record(input),
    ],
  };
};

/** One job for each environment, in their order. */
export function promotions(input: WorkspaceInput): Record<string, Job> {
  const { environments } = input.workspace;
  return Object.fromEntries(
    environments.map((environment, index) => [
      `promote-${environment.name}`,
      promote(input, environment, environments[index - 1]),
    ]),
  );
}
