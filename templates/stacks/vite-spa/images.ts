/** What the Dockerfile starts from. */
export const images = {
  build: 'node:24-trixie-slim',
  runtime: 'nginxinc/nginx-unprivileged:1.30-trixie',
} as const;
