import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Text of a file of the workspace; undefined where there is none. */
export const fileReader =
  (root: string) =>
  (file: string): string | undefined => {
    try {
      return readFileSync(path.join(root, file), 'utf8');
    } catch {
      return undefined;
    }
  };

export const isFile = (root: string, file: string): boolean =>
  statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile() ?? false;

/** Names of files in a folder; none where it is missing. */
export function filesIn(root: string, folder: string): string[] {
  try {
    return readdirSync(path.join(root, folder));
  } catch {
    return [];
  }
}
