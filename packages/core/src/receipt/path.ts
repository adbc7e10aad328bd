/** Folder of a service's receipts, POSIX, from the workspace's root. Nx caches its files, never images. */
export const receiptFolder = (service: string): string => `dist/ci/${service}`;

export type ReceiptKind = 'image' | 'smoke' | 'size' | 'scan' | 'publish';

/** Path of one receipt, POSIX, from the workspace's root. */
export const receiptPath = (service: string, kind: ReceiptKind): string =>
  `${receiptFolder(service)}/${kind}.json`;

/** The effective scan policy of the whole workspace. */
export const policyPath = 'dist/ci/policy.json';

/** Deterministic text of a receipt: two spaces, insertion order, final newline. */
export const formatReceipt = (receipt: object): string => `${JSON.stringify(receipt, null, 2)}\n`;
