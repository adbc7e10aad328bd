import { failed, ok, patchesFolder, type Problem, type Result } from '@org/ci-core';

/** `name@version` or `name`, as pnpm's `patchedDependencies` has it → the patch's file, from the root. */
export type Patches = Readonly<Record<string, string>>;

const misplaced = (file: string): Problem => ({
  code: 'patch-misplaced',
  where: file,
  what: `is a patch outside of ${patchesFolder}/, which is what an image is hashed by`,
  fix: `move it to ${patchesFolder}/, and correct patchedDependencies`,
});

/** Files of the patches with these keys. Code: patch-misplaced. */
export function patchFiles(patches: Patches, keys: readonly string[]): Result<string[]> {
  const files = [...new Set(keys.flatMap((key) => patches[key] ?? []))].map((file) =>
    file.replace(/^\.\//, ''),
  );
  const wrong = files.filter(
    (file) => !file.startsWith(`${patchesFolder}/`) || file.split('/').includes('..'),
  );
  return wrong.length > 0 ? failed(...wrong.map(misplaced)) : ok(files);
}

/** The package that a file of patch-package changes: `@scope+name+1.0.0.patch`, `outer++inner+1.0.0+001+why.dev.patch`. */
export function patchedPackage(file: string): string | undefined {
  const inner = file.replace(/^.*\//, '').split('++').at(-1) ?? '';
  const found = /^(?<scope>@[^+]+\+)?(?<name>[^+]+)\+.+\.patch$/.exec(inner)?.groups;
  return found?.name && `${(found.scope ?? '').replace('+', '/')}${found.name}`;
}
