import {
  ImageReceipt,
  PublishReceipt,
  ScanReceipt,
  SizeReceipt,
  SmokeReceipt,
  receiptPath,
  type ReceiptKind,
} from '@org/ci-core';
import type { Sandbox } from '../world/sandbox.js';

/** A service where it is worked on. */
export interface Place {
  readonly workspace: Sandbox;
  readonly service: string;
}

const schemas = {
  image: ImageReceipt,
  smoke: SmokeReceipt,
  size: SizeReceipt,
  scan: ScanReceipt,
  publish: PublishReceipt,
};

/** The receipt that a target left, validated like any other input. */
export async function receipt<K extends ReceiptKind>(
  { workspace, service }: Place,
  kind: K,
): Promise<ReturnType<(typeof schemas)[K]['parse']>> {
  const text = await workspace.read(receiptPath(service, kind));
  return schemas[kind].parse(JSON.parse(text)) as ReturnType<(typeof schemas)[K]['parse']>;
}

export const shortDigest = (digest: string): string => digest.slice(0, 19);
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
