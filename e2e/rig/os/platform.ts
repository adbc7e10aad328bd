/** A CPU architecture in the words of OCI (and Debian, which here agree), npm and GNU. */
export interface Architecture {
  readonly oci: 'amd64' | 'arm64';
  readonly npm: 'x64' | 'arm64';
  readonly triplet: string;
  readonly variant?: string;
}

export const amd64: Architecture = { oci: 'amd64', npm: 'x64', triplet: 'x86_64-linux-gnu' };
export const arm64: Architecture = {
  oci: 'arm64',
  npm: 'arm64',
  triplet: 'aarch64-linux-gnu',
  variant: 'v8',
};

/** This machine's. */
export const native: Architecture = process.arch === 'arm64' ? arm64 : amd64;
