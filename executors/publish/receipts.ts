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

/** The image's receipt where there is one, and everything that forbids its publication. */
export async function gatherReceipts(
  root: string,
  service: string,
): Promise<{ readonly image?: ImageReceipt; readonly problems: readonly Problem[] }> {
  const file = (kind: ReceiptKind): string => receiptPath(service, kind);
  const [image, smoke, size, scan] = await Promise.all([
    readReceipt(root, file('image'), ImageReceipt, 'image'),
    readReceipt(root, file('smoke'), SmokeReceipt, 'smoke'),
    readReceipt(root, file('size'), SizeReceipt, 'size'),
    readReceipt(root, file('scan'), ScanReceipt, 'scan'),
  ]);
  const problems = [image, smoke, size, scan].flatMap(problemsOf);
  if (!image.ok) return { problems };
  const { digest } = image.value;
  const closed = [
    ...(smoke.ok ? judge('smoke', file('smoke'), smoke.value, digest) : []),
    ...(size.ok ? judge('size', file('size'), size.value, digest) : []),
    ...(scan.ok ? judge('scan', file('scan'), scan.value, digest) : []),
  ];
  return { image: image.value, problems: [...problems, ...closed] };
}

/** Receipt of an image that may be published; throws what is missing, belongs to another digest or did not pass. */
export async function readReceipts(root: string, service: string): Promise<{ readonly image: ImageReceipt }> {
  const { image, problems } = await gatherReceipts(root, service);
  if (!image || problems.length > 0) throw new ProblemError(problems);
  return { image };
}
