import { expect, it } from 'vitest';
import { rendered } from './testing/orders';

const { dockerfile, ignore } = rendered();

it('locks every installation, and takes nothing that is not locked', () => {
  const installs = dockerfile.match(/uv (sync|export) [^&]*/g) ?? [];
  expect(installs.length).toBeGreaterThan(3);
  for (const one of installs) expect(one).toContain('--locked');
  expect(dockerfile).toMatch(/uv==\$\{UV_VERSION\}/);
  expect(dockerfile).toMatch(/^ARG UV_VERSION=\d+\.\d+\.\d+$/m);
});

it('has neither development nor tests in what is shipped', () => {
  const shipped = dockerfile.slice(dockerfile.indexOf('AS application'));
  expect(shipped.match(/^COPY .*$/gm)).toEqual([
    'COPY --link --chmod=a=rX --from=used /opt/venv /opt/venv',
    'COPY --link --chmod=a=rX --from=libraries /opt/libraries /opt/libraries',
    'COPY --link --chmod=a=rX --from=build /opt/static/ /app/',
    'COPY --link --chmod=a=rX --from=build /out/ /app/',
  ]);
  expect(dockerfile).toMatch(/^FROM deps AS packages$/m);
  expect(dockerfile).toMatch(/^FROM packages AS used$/m);
  expect(dockerfile).toMatch(/uv sync --locked --no-dev --no-install-workspace --package=orders\nENV/);
});

it('compiles all bytecode in a way that knows no times', () => {
  const shipped = dockerfile.split(/^FROM /m).filter((stage) => !stage.startsWith('deps AS tools'));
  const compiled = shipped.join('').match(/-m compileall [^\n]*/g) ?? [];
  expect(compiled).toHaveLength(5);
  for (const one of compiled) expect(one).toContain('--invalidation-mode unchecked-hash');
});

it('runs as a number, with neither pip nor setuid programs', () => {
  expect(dockerfile.match(/^USER .*$/gm)?.at(-1)).toBe('USER 65532:65532');
  expect(dockerfile).toMatch(
    /rm -rf \/usr\/local\/bin\/pip\* \/usr\/local\/lib\/python3\.\*\/site-packages\/pip\*/,
  );
  expect(dockerfile).toContain('-perm /6000 -exec chmod a-s {} +');
});

it('lets every manifest of the workspace into the context, and of the sources its own', () => {
  expect(ignore).toEqual(
    expect.arrayContaining(['**', '!/uv.lock', '!/apps/orders/**', '!/apps/*/pyproject.toml', '**/.secrets']),
  );
  expect(ignore.indexOf('**')).toBeLessThan(ignore.indexOf('!/uv.lock'));
});

it('installs libraries again only where a file outside the service’s own source has changed', () => {
  expect(dockerfile).toContain(`FROM base AS members
WORKDIR /members
COPY . .
RUN --network=none rm -rf apps/orders/app apps/orders/tests apps/orders/*.py

#`);
  const libraries = dockerfile.split(/^FROM /m).find((stage) => stage.startsWith('deps AS libraries'));
  expect(libraries).toContain('--mount=type=bind,from=members,');
  expect(libraries).not.toMatch(/^COPY/m);
});
