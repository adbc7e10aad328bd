/** What a copy did: `present` was there already, so a second copy has nothing but `present`. */
export interface CopyReceipt {
  /** Of the copied image, the same on both sides. */
  readonly digest: string;
  readonly manifests: { readonly copied: number; readonly present: number };
  readonly blobs: { readonly copied: number; readonly mounted: number; readonly present: number };
  /** Digests of the attachments that are now at the target, sorted. */
  readonly referrers: readonly string[];
}

export type BlobOutcome = 'copied' | 'mounted' | 'present' | 'foreign';

export interface Ledger {
  readonly manifests: { copied: number; present: number };
  readonly blobs: Record<BlobOutcome, number>;
  readonly referrers: Set<string>;
}

export const openLedger = (): Ledger => ({
  manifests: { copied: 0, present: 0 },
  blobs: { copied: 0, mounted: 0, present: 0, foreign: 0 },
  referrers: new Set(),
});

export const closeLedger = (digest: string, { manifests, blobs, referrers }: Ledger): CopyReceipt => ({
  digest,
  manifests: { ...manifests },
  blobs: { copied: blobs.copied, mounted: blobs.mounted, present: blobs.present },
  referrers: [...referrers].sort(),
});
