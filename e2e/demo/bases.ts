const bases: Readonly<Record<string, readonly string[]>> = {
  'node-api': ['node:24-trixie-slim', 'gcr.io/distroless/nodejs24-debian13:nonroot', 'postgres:17-trixie'],
  'django-api': ['python:3.13-slim-trixie', 'postgres:17-trixie', 'redis:8-trixie'],
  'vite-spa': ['node:24-trixie-slim', 'nginxinc/nginx-unprivileged:1.30-trixie'],
};

/** Base images of what the demo makes of these stacks, and no others: a first run builds them all. */
export const basesOf = (stacks: readonly string[]): readonly string[] => [
  ...new Set(stacks.flatMap((stack) => bases[stack] ?? [])),
];
