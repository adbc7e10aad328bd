import { fault, silence } from '../../packages/oci/test/faults.js';
import type { Interceptor } from '../../packages/oci/test/proxy.js';

/** The next request that matches is never answered; `met` resolves when it is there. */
export function trap(pattern: RegExp): { readonly met: Promise<void>; readonly interceptor: Interceptor } {
  let spring = (): void => undefined;
  const met = new Promise<void>((resolve) => (spring = resolve));
  const interceptor = fault(pattern, Infinity, (exchange) => {
    spring();
    return silence(exchange);
  });
  return { met, interceptor };
}
