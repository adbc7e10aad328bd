import { Name, PackageName, RelativePath, failed, ok, problemsFromZod, type Result } from '@org/ci-core';

/** What one name option says. */
export interface ServiceName {
  /** Name of the service: its Nx project, image and Kubernetes objects. */
  readonly name: string;
  /** Name of its npm package. */
  readonly packageName: string;
  /** Folder below the folder of applications. */
  readonly folder: string;
}

function split(text: string): ServiceName {
  const [, scope, path = ''] = /^(@[^/]*\/)?(.*)$/s.exec(text) ?? [];
  const name = path.split('/').join('-');
  return { name, packageName: `${scope ?? ''}${name}`, folder: path };
}

/**
 * `payments` → payments in payments · `billing/payments` → billing-payments in billing/payments ·
 * `@acme/payments` → payments in payments, npm package @acme/payments.
 */
export function parseServiceName(text: string): Result<ServiceName> {
  const parts = split(text);
  const checks = [
    Name.safeParse(parts.name),
    PackageName.safeParse(parts.packageName),
    RelativePath.safeParse(parts.folder),
  ];
  const problems = checks.flatMap((check) =>
    check.success ? [] : problemsFromZod(check.error, '--name', 'service-name'),
  );
  const distinct = problems.filter(
    ({ what }, index) => problems.findIndex((one) => one.what === what) === index,
  );
  return distinct.length === 0 ? ok(parts) : failed(...distinct);
}
