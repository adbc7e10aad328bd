import { formatYaml } from '../../yaml/format';
import { because } from '../../yaml/value';

/** `.yamllint.yaml`: strict where a parser could misread, silent about taste. */
export const formatYamllint = (): string =>
  formatYaml({
    extends: 'default',
    ignore: ['node_modules/', 'dist/', 'pnpm-lock.yaml'],
    rules: {
      'document-start': 'disable',
      'line-length': 'disable',
      comments: { 'min-spaces-from-content': 1 },
      'octal-values': { 'forbid-implicit-octal': true, 'forbid-explicit-octal': true },
      truthy: because('`on:` of a workflow is a key, not a boolean.', { 'check-keys': false }),
    },
  });
