import { isAlias, isMap, isSeq, type YAMLMap } from 'yaml';
import { editManifest, mappingIn } from '../yaml/edit-manifest';
import { plainNode, scalarNode } from '../yaml/node';

/** Whether an alias stands on the way: what it stands for is said for others, too. */
function isShared(root: YAMLMap, [key, ...deeper]: readonly string[]): boolean {
  const value = key === undefined ? undefined : root.get(key, true);
  return isAlias(value) || (isMap(value) && isShared(value, deeper));
}

/**
 * Text of a service.yaml in which browser applications of these origins may call the service in an environment. What is
 * there stays as it is written; the text is the same where an alias (YAML 1.2.2, 7.1) says it.
 */
export const addOrigins = (text: string, environment: string, origins: readonly string[]): string =>
  editManifest(text, (root) => {
    if (isShared(root, ['environments', environment, 'origins'])) return;
    const values = mappingIn(mappingIn(root, 'environments'), environment);
    const known = values.get('origins');
    if (!isSeq(known)) values.set(scalarNode('origins'), plainNode(origins));
    else
      known.items.push(
        ...origins.filter((one) => !known.items.some((item) => String(item) === one)).map(scalarNode),
      );
  });
