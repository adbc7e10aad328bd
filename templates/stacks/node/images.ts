/** What the Dockerfile starts from. */
export const images = {
  build: 'node:24-trixie-slim',
  runtime: 'gcr.io/distroless/nodejs24-debian13:nonroot',
} as const;
