import { missingConfiguration } from '../configuration/missing';
import type { Problem } from '../problem/problem';
import { missingPackages } from '../stack/missing-packages';
import type { SyncInput } from './input';
import { sharedPorts } from './shared-ports';

/** What people should know of their services, and no sync can do for them. */
export const notesOf = ({
  found,
  workspace,
  standardFor,
  read,
}: Pick<SyncInput, 'found' | 'workspace' | 'standardFor' | 'read'>): Problem[] => [
  ...sharedPorts(found),
  ...missingConfiguration(found, workspace),
  ...missingPackages(found, { standardFor, read }),
];
