import { describe, expect, it } from 'vitest';
import { isPinned } from './pinned';

const digest = `sha256:${'a'.repeat(64)}`;

describe('isPinned', () => {
  it.each([
    `FROM node@${digest}\n`,
    `FROM --platform=$BUILDPLATFORM node:24@${digest} AS build\nFROM build\n`,
    `ARG BASE=node:24@${digest}\nFROM \${BASE} AS base\nFROM scratch\nCOPY --link --from=base /a /a\n`,
    `FROM node@${digest}\nRUN --mount=type=bind,from=other@${digest},target=/x true\nCOPY --from=0 /a /b\n`.replace(
      'RUN',
      `FROM node@${digest}\nRUN`,
    ),
    `FROM node@${digest} AS Build\nFROM BUILD AS next\nFROM scratch\nCOPY --from=build /a /a\nCOPY --from=1 /b /b\n`,
    `# syntax=docker/dockerfile:1@${digest}\nFROM node@${digest}\n`,
    `ARG A=1 BASE="node:24@${digest}"\nFROM $BASE\n`,
    `ARG BASE=node@${digest}\nFROM $BASE\nARG BASE\nARG OTHER=node:24\n`,
    `FROM node@${digest}\nRUN <<EOF\nFROM busybox\nADD a b\nEOF\nCOPY --link --chmod=644 a b\n`,
    `FROM node@${digest}\nRUN curl -d from=busybox example.com # from=busybox\n# ADD a b\n`,
    `FROM node@${digest} AS a\nFROM a\nRUN --mount=type=bind,from=A,target=/x --mount=type=cache,id=x true\n`,
  ])('%#', (dockerfile) => {
    expect(isPinned(dockerfile)).toBe(true);
  });

  it.each([
    '',
    'FROM node\n',
    'FROM node:24\n',
    `FROM node:24@${digest.slice(0, -1)}\n`,
    'ARG BASE=node:24\nFROM ${BASE}\n',
    `ARG BASE=node@${digest}\nARG BASE=node\nFROM \${BASE}\n`,
    `FROM node@${digest}\nARG BASE=node@${digest}\nFROM $BASE\n`,
    `ARG BASE=node@${digest}\nFROM \${BASE:-node}\n`,
    'FROM ${BASE}\n',
    `ARG V=24@${digest}\nFROM node:\${V}-\${W}\n`,
    `FROM \\\n node\n`,
    `FROM node@${digest}\nCOPY --from=busybox /bin /bin\n`,
    `FROM node@${digest}\nRUN --mount=from=busybox,target=/x true\n`,
    'FROM nginx AS nginx\nCOPY . /x\n',
    `FROM nginx\nFROM node@${digest} AS nginx\n`,
    `FROM node@${digest} AS busybox\nCOPY --from=busybox /bin /bin\n`,
    `FROM node@${digest}\nCOPY --from=busybox /bin /bin\nFROM node@${digest} AS busybox\n`,
    `FROM node@${digest} AS a\nFROM 0\n`,
    `FROM node@${digest}\nCOPY --from=1 /a /b\n`,
    `FROM node@${digest}\nADD https://example.com/x /x\n`,
    `# syntax=docker/dockerfile:1\nFROM node@${digest}\n`,
    `# escape=\`\n# syntax=docker/dockerfile:1\nFROM node@${digest}\n`,
    `//syntax=docker/dockerfile:1\nFROM node@${digest}\n`,
    `{"syntax":"docker/dockerfile:1"}\nFROM node@${digest}\n`,
    `#!/usr/bin/env docker\n# syntax=docker/dockerfile:1\nFROM node@${digest}\n`,
    `FROM node@${digest}\nONBUILD COPY --from=busybox /bin /bin\n`,
    `FROM node@${digest}\nRUN <<EOF\nFROM node@${digest} AS busybox\nEOF\nFROM scratch\nCOPY --from=busybox /bin /bin\n`,
    `FROM node@${digest}\nCOPY <<EOF /x\nFROM node@${digest} AS busybox\nEOF\nFROM scratch\nCOPY --from=busybox /bin /bin\n`,
    `FROM node@${digest}\nCOPY --link \\\n  # why\n  --from=busybox /bin /bin\n`,
    `FROM node@${digest}\nRUN --mount=type=bind,\\\nfrom=busybox,target=/x true\n`,
    `FROM node@${digest}\nRUN --mount="type=bind,from=busybox",target=/x true\n`,
    `FROM node@${digest}\nRUN --mount=type=bind,FROM=busybox true\n`,
    `FROM node@${digest} AS a\nFROM scratch\nRUN --mount=from=0,target=/x true\n`,
    `# escape=\`\nFROM node@${digest}\nCOPY \`\n --from=busybox /bin /bin\n`,
    `FROM node@${digest}\nRUN echo \\<<EOF\nCOPY --from=busybox /bin /bin\n`,
    `FROM node@${digest}\nARG X=busybox\nCOPY --from=$X /bin /bin\n`,
  ])('may change by itself: %j', (dockerfile) => {
    expect(isPinned(dockerfile)).toBe(false);
  });
});
