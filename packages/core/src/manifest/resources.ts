import { z } from 'zod';

/** Kubernetes quantities, the forms that we need (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/). */
export const Cpu = z.string().regex(/^([1-9]\d{0,4}m|[1-9]\d{0,2})$/, 'CPU such as 250m or 2');
export const Memory = z.string().regex(/^[1-9]\d{0,5}(Mi|Gi)$/, 'memory such as 256Mi or 2Gi');

const Amount = z.strictObject({ cpu: Cpu, memory: Memory, ephemeralStorage: Memory.optional() });

/** What a container asks for and may use at most. */
export const Resources = z.strictObject({ requests: Amount, limits: Amount });
export type Resources = z.infer<typeof Resources>;

/** Bytes of a Kubernetes memory quantity: `256Mi` → 268435456. */
export function memoryBytes(quantity: string): number {
  const [, count = '0', unit = 'Mi'] = /^(\d+)(Mi|Gi)$/.exec(quantity) ?? [];
  return Number(count) * (unit === 'Gi' ? 1024 ** 3 : 1024 ** 2);
}
