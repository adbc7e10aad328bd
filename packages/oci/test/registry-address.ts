/** Where the real registry of the integration tests listens: `host:port` on loopback. Missing is a failure, not a skip. */
export function registryAddress(): string {
  const address = process.env.ORG_CI_REGISTRY;
  if (!address) {
    throw new Error(
      'ORG_CI_REGISTRY is not set: give the host:port of a running registry (npm test starts one)',
    );
  }
  return address;
}

let count = 0;

/** A repository that no other test and no earlier run has used. */
export const freshRepository = (): string => `oci-test/${Date.now().toString(36)}-${process.pid}-${count++}`;
