import {
  ImageReceipt,
  ProblemError,
  receiptPath,
  ScanReceipt,
  SizeReceipt,
  SmokeReceipt,
  type Problem,
  type ReceiptKind,
  type Result,
} from '@org/ci-core';
import { readReceipt } from '../frame/receipt';

export interface Receipts {
  readonly image: ImageReceipt;
  readonly smoke: SmokeReceipt;
  readonly size: SizeReceipt;
  readonly scan: ScanReceipt;
}

interface Judged {
  readonly digest: string;
  readonly pass: boolean;
}

/** A check counts for the digest that it saw, and only if it passed. */
function judge(kind: ReceiptKind, where: string, { digest, pass }: Judged, image: string): Problem[] {
  const problem = (code: string, what: string, fix: string): Problem => ({ code, where, what, fix });
  if (digest !== image)
    return [problem('receipt-stale', `is of ${digest}, the image is ${image}`, `run ${kind} again`)];
  return pass
    ? []
    : [problem('gate-closed', `${kind} did not pass`, `see what ${kind} says, and correct it`)];
}

const problemsOf = (result: Result<unknown>): readonly Problem[] => (result.ok ? [] : result.problems);

/** Receipts of an image that may be published; throws what is missing, belongs to another digest or did not pass. */
export async function readReceipts(root: string, service: string): Promise<Receipts> {
  const file = (kind: ReceiptKind): string => receiptPath(service, kind);
  const [image, smoke, size, scan] = await Promise.all([
    readReceipt(root, file('image'), ImageReceipt, 'image'),
    readReceipt(root, file('smoke'), SmokeReceipt, 'smoke'),
    readReceipt(root, file('size'), SizeReceipt, 'size'),
    readReceipt(root, file('scan'), ScanReceipt, 'scan'),
  ]);
  const unread = [image, smoke, size, scan].flatMap(problemsOf);
  if (!image.ok || !smoke.ok || !size.ok || !scan.ok) throw new ProblemError(unread);
  const { digest } = image.value;
  const closed = [
    ...judge('smoke', file('smoke'), smoke.value, digest),
    ...judge('size', file('size'), size.value, digest),
    ...judge('scan', file('scan'), scan.value, digest),
  ];
  if (closed.length > 0) throw new ProblemError(closed);
  return { image: image.value, smoke: smoke.value, size: size.value, scan: scan.value };
}
