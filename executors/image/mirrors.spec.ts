import { describe, expect, it } from 'vitest';
import { mirrorContexts } from './mirrors';

const digest = `sha256:${'a'.repeat(64)}`;
const mirrors = { 'docker.io': 'm.example.com/hub', 'gcr.io': 'm.example.com/gcr' };
const dockerfile = `# FROM node:1
ARG BUILD_IMAGE=node:24-slim@${digest}
ARG RUNTIME_IMAGE="gcr.io/distroless/nodejs24:nonroot"
ARG IMAGE_LICENSES="UNLICENSED"
ARG URL=https://example.com/x
FROM --platform=$BUILDPLATFORM \${BUILD_IMAGE} AS build
COPY --from=ghcr.io/acme/tool:1 /tool /tool
RUN --mount=type=bind,from=acme/data:2,target=/data true
FROM docker.io/library/alpine:latest
COPY --from=build /dist /app
`;

describe('mirrorContexts', () => {
  it('takes what is mirrored from its mirror, by the name that BuildKit knows', () => {
    expect(mirrorContexts(dockerfile, mirrors)).toEqual({
      [`node:24-slim@${digest}`]: `docker-image://m.example.com/hub/library/node:24-slim@${digest}`,
      'gcr.io/distroless/nodejs24:nonroot': 'docker-image://m.example.com/gcr/distroless/nodejs24:nonroot',
      'acme/data:2': 'docker-image://m.example.com/hub/acme/data:2',
      alpine: 'docker-image://m.example.com/hub/library/alpine:latest',
    });
  });

  it('does nothing without mirrors', () => {
    expect(mirrorContexts(dockerfile, {})).toEqual({});
  });
});
