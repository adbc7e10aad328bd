import { nx } from './nx.js';
import type { DemoService } from './services.js';
import type { Step } from './step.js';

/** The service from its generator. */
export const generate = ({ name, stack, options, told }: DemoService): Step => ({
  title: `nx g @org/ci:service ${name}`,
  run: async (stage) => {
    await nx(stage, 'g', '@org/ci:service', name, `--stack=${stack}`, ...options, '--no-interactive');
    if (told !== undefined && options.length === 0) {
      await stage.workspace.edit(`apps/${name}/service.yaml`, (text) => `${text}${told}\n`);
      await nx(stage, 'sync');
    }
    const { output } = await stage.workspace.run('git', [
      'ls-files',
      '--others',
      '--exclude-standard',
      `apps/${name}`,
    ]);
    return [`${[stack, ...options].join(' ')}: ${output.split('\n').length} files in apps/${name}`];
  },
});
