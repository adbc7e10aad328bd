import { projectNames } from '../naming/projects';
import type { Problem } from '../problem/problem';
import type { FoundService } from './input';

/** `apps/orders/package.json` → `apps/orders`. */
const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/'));

/** Nx knows a project by its project.json or package.json; whatever follows from the manifest goes by the manifest. */
function difference(file: string, name: string, { service, directory }: FoundService): Problem {
  const line = file.endsWith('project.json')
    ? `"name": "${service.name}"`
    : `"nx": { "name": "${service.name}" }`;
  return {
    code: 'service-name-differs',
    where: file,
    what: `this project is ${name} to Nx, and ${service.name} in ${directory}/service.yaml: tasks go by the one, images, Kubernetes and workflows by the other`,
    fix: `write ${line} into ${file}, or name: ${name} into ${directory}/service.yaml; then npx nx sync`,
  };
}

/** Services that Nx calls otherwise than their manifests do. */
export function nameDifferences(
  services: readonly FoundService[],
  read: (path: string) => string | undefined,
): Problem[] {
  const files = services.flatMap(({ directory }) =>
    ['project.json', 'package.json'].map((file) => `${directory}/${file}`),
  );
  const byNx = new Map(
    [...projectNames(files, read)].map(([name, file]) => [folderOf(file), { name, file }]),
  );
  return services.flatMap((one) => {
    const found = byNx.get(one.directory);
    return found === undefined || found.name === one.service.name
      ? []
      : [difference(found.file, found.name, one)];
  });
}
