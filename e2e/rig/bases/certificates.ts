import { readFile } from 'node:fs/promises';

const systemBundle = '/etc/ssl/certs/ca-certificates.crt';

/** The machine's CA certificates, a company's included, so that build steps reach the same registries as the machine. */
export async function certificates(): Promise<string> {
  const extra = process.env.NODE_EXTRA_CA_CERTS;
  const files = [systemBundle, ...(extra && extra !== systemBundle ? [extra] : [])];
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
  return texts.join('');
}

/** Where they are in every base image. */
export const certificateFile = 'etc/ssl/certs/ca-certificates.crt';

/** Variables that make programs use them, as `NAME=value`. */
export const certificateEnvironment: readonly string[] = [
  'SSL_CERT_FILE',
  'NODE_EXTRA_CA_CERTS',
  'PIP_CERT',
].map((name) => `${name}=/${certificateFile}`);
