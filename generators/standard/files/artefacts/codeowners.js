// @ts-check
'use strict';

const { defineArtefact } = require('@org/ci-standard');

/** A service's owner counts where it is one that GitHub knows: @user, @organisation/team. */
const isAccount = (/** @type {string | undefined} */ owner) => owner !== undefined && /^@[\w-]+(\/[\w.-]+)?$/.test(owner);

/** .github/CODEOWNERS: owners of standard.yaml, then each service's own; of the lines that match, the last one counts. */
exports.codeowners = defineArtefact({
  id: 'codeowners',
  scope: 'workspace',
  render: ({ standard, services }) => {
    const lines = [
      ...Object.entries(standard.owners ?? {}).map(([glob, owner]) => `${glob} ${owner}`),
      ...services
        .filter(({ service }) => isAccount(service.owner))
        .map(({ service, directory }) => `/${directory}/ ${service.owner}`),
    ];
    if (lines.length === 0) return [];
    return [{ path: '.github/CODEOWNERS', text: `${lines.join('\n')}\n`, ownership: 'merged' }];
  },
});
