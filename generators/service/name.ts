import { Name, PackageName, RelativePath, failed, ok, type Result } from '@org/ci-core';

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
 * `@acme/payments` → payments in payments, npm package @acme/payments. A text that is none is one problem, in the words
 * of the narrowest rule that it breaks: the others would say the same in other words.
 */
export function parseServiceName(text: string): Result<ServiceName> {
  const parts = split(text);
  const checks = [
    Name.safeParse(parts.name),
    PackageName.safeParse(parts.packageName),
    RelativePath.safeParse(parts.folder),
  ];
  const error = checks.find(({ success }) => !success)?.error;
  if (!error) return ok(parts);
  const what = [...new Set(error.issues.map(({ message }) => message))].join('; ');
  const fix = 'choose another, e.g. payments, billing/payments or @acme/payments';
  return failed({ code: 'service-name', where: '--name', what, fix });
}
