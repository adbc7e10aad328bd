import { PublishReceipt, receiptPath, unwrap } from '@org/ci-core';
import { formatReference } from '@org/ci-oci';
import { formatCommand, runChecked } from '@org/ci-toolchain';
import { defineExecutor } from '../frame/define';
import { readReceipt } from '../frame/receipt';
import { repositoryIn } from '../registry/repository';
import { ReleaseImageOptions } from './options';
import { planReleaseImage } from './plan';

export const { implementation, batchImplementation, schema } = defineExecutor({
  name: 'release-image',
  options: ReleaseImageOptions,
  run: async ({ root, service, workspace, directory, dryRun, say, progress, run, signal }) => {
    const file = receiptPath(service.name, 'publish');
    const { digest } = unwrap(await readReceipt(root, file, PublishReceipt, 'publish'));
    const reference = formatReference({ ...repositoryIn(workspace.registry, service.name), digest });
    for (const command of planReleaseImage(reference, directory)) {
      if (dryRun) say(formatCommand(command));
      else await runChecked(run, command, { onLine: progress, signal });
    }
    if (!dryRun) say(`${service.name}  ${digest}  is in the engine for nx release`);
  },
});
