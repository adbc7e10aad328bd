import type { WorkspaceInput } from '@org/ci-core';
import { findings, read } from './permission';
import { deployedHosts, logins, packagesPermission } from './registries';
import { scriptStep } from './step';
import { checkout, trivy, uploadSarif } from './tools';
import type { Job } from './workflow';

/** Digests in the overlays of the main branch: what runs, not what was built last. */
export const deployed = (input: WorkspaceInput): Job => ({
  name: 'Deployed digests',
  if: "${{ github.event_name == 'schedule' || github.event_name == 'workflow_dispatch' }}",
  timeoutMinutes: 10,
  permissions: { contents: read },
  outputs: { images: '${{ steps.images.outputs.images }}' },
  steps: [
    checkout(input),
    scriptStep('images', 'Read the overlays', [
      "git ls-files -- ':(glob)**/k8s/overlays/*/kustomization.yaml' > overlays.txt",
      'while read -r file; do kubectl kustomize "$(dirname "${file}")"; done < overlays.txt > rendered.yaml',
      "images=\"$(sed -nE 's/^ *(- )?image: *([^ ]+@sha256:[0-9a-f]{64})$/\\2/p' rendered.yaml | sort -u \\",
      '  | jq --raw-input . | jq --slurp --compact-output .)"',
      'echo "images=${images}" >> "${GITHUB_OUTPUT}"',
    ]),
  ],
});

/** What `deployed` has found, against the advisories of today. */
export const rescan = (input: WorkspaceInput): Job => ({
  name: 'Rescan ${{ matrix.image }}',
  needs: ['deployed'],
  if: "${{ needs.deployed.outputs.images != '' && needs.deployed.outputs.images != '[]' }}",
  // Not that of publications: its reviewers would hold up the daily scan, and its secrets can write.
  environment: 'rescan',
  timeoutMinutes: 20,
  permissions: {
    contents: read,
    ...packagesPermission(deployedHosts(input), 'read', 'pull images from ghcr.io'),
    'security-events': findings,
  },
  strategy: {
    'fail-fast': false,
    'max-parallel': 8,
    matrix: { image: '${{ fromJSON(needs.deployed.outputs.images) }}' },
  },
  env: { IMAGE: '${{ matrix.image }}' },
  steps: [
    checkout(input),
    trivy(input),
    ...logins(input, deployedHosts(input)),
    scriptStep('scan', 'Scan', ['trivy image --format sarif --output image.sarif "${IMAGE}"']),
    uploadSarif(input, 'image.sarif', 'deployed-${{ matrix.image }}'),
    scriptStep('gate', 'Fail on what is critical and can be fixed', [
      'trivy image --severity CRITICAL --ignore-unfixed --exit-code 1 "${IMAGE}"',
    ]),
  ],
});
