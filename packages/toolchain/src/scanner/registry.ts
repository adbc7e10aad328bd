import { trivy } from '../trivy/trivy';
import type { Scanner } from './scanner';

/** Ordered: the first one is the default. */
export const scanners: readonly [Scanner, ...Scanner[]] = [trivy];

/** The scanner of that name, or undefined. */
export const scannerOf = (id: string): Scanner | undefined => scanners.find((scanner) => scanner.id === id);
