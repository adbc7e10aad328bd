import { configurationValues, type StackInput } from '@org/ci-core';

/** Of what an origin in a header consists; anything else is left out, and the browser then refuses to speak to it. */
const safe = /^https?:\/\/[\w.:[\]-]+$/;

function originOf(address: unknown): string[] {
  if (typeof address !== 'string' || !URL.canParse(address)) return [];
  const { protocol, host } = new URL(address);
  const origin = `${protocol}//${host}`;
  return safe.test(origin) ? [origin] : [];
}

/** nginx.conf includes it in the map that ends in the header's connect-src. */
const formatConnect = (origins: readonly string[]): string =>
  [
    '# Origins of the addresses in config.json, for connect-src of the Content-Security-Policy; read when nginx starts.',
    ...(origins.length === 0 ? [] : [`default "${origins.join(' ')}";`]),
    '',
  ].join('\n');

/** What is mounted where the application runs. */
export function configurationFiles(
  input: StackInput,
  environment: string | undefined,
): Record<string, string> {
  const values = configurationValues(input.service, environment);
  const addresses = Object.entries(input.service.configuration ?? {}).flatMap(([name, { type }]) =>
    type === 'url' ? originOf(values[name]) : [],
  );
  return {
    'config.json': `${JSON.stringify(values, undefined, 2)}\n`,
    'connect.conf': formatConnect([...new Set(addresses)].sort()),
  };
}
