/** What the Dockerfile starts from. */
export const images = {
  build: 'python:3.13-slim-trixie',
  runtime: 'python:3.13-slim-trixie',
} as const;
