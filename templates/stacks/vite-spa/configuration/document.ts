import {
  configurationValues,
  type ConfigurationKey,
  type ConfigurationValue,
  type StackInput,
} from '@org/ci-core';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (value: ConfigurationValue | undefined): string =>
  value === undefined ? '' : `\`${cell(String(value))}\``;
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  row(head),
  row(head.map(() => '---')),
  ...rows.map(row),
];

function limitsOf({ minimum, maximum, choices }: ConfigurationKey): string {
  if (choices) return `: ${choices.map(code).join(', ')}`;
  if (minimum !== undefined && maximum !== undefined) return `, ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `, at least ${minimum}`;
  return maximum === undefined ? '' : `, at most ${maximum}`;
}

/** `CONFIGURATION.md`: every key, and what each environment has for it. */
export function formatDocument(input: StackInput): string {
  const keys = Object.entries(input.service.configuration ?? {});
  const environments = [undefined, ...input.workspace.environments.map(({ name }) => name)];
  const values = environments.map((environment) => configurationValues(input.service, environment));
  return [
    `# Configuration of ${input.service.name}`,
    '',
    'One image runs everywhere; it reads `/config.json` when the page starts, and says in the browser what is missing there.',
    'This file follows from `service.yaml`: edit `configuration` and `environments.<name>.configuration` there, then run `nx sync`.',
    '',
    ...table(
      ['Key', 'Type', 'Default', 'What for'],
      keys.map(([name, key]) => [
        code(name),
        `${key.type}${limitsOf(key)}`,
        key.required ? 'none: it must be given' : code(key.default),
        cell(key.description ?? ''),
      ]),
    ),
    '',
    '## Values',
    '',
    ...table(
      ['Key', ...environments.map((environment) => environment ?? 'development')],
      keys.map(([name, key]) => [
        code(name),
        ...values.map((each) =>
          each[name] === undefined && key.required ? '**missing**' : code(each[name]),
        ),
      ]),
    ),
    '',
    `Mounted from \`config/\` in development and smoke tests, from a ConfigMap of \`k8s/overlays/<environment>\` in a cluster.`,
    'The browser may speak to the origins of addresses only (`connect.conf`); nginx reads those when it starts.',
    '',
  ].join('\n');
}
