/** CNCF distribution's configuration (YAML, of which JSON is a part): files in a folder, loopback only, deletion allowed (tests make digests vanish). */
export function formatRegistryConfig(folder: string, port: number): string {
  const config = {
    version: '0.1',
    log: { level: 'warn', accesslog: { disabled: true } },
    storage: {
      filesystem: { rootdirectory: folder, maxthreads: 100 },
      delete: { enabled: true },
      maintenance: { uploadpurging: { enabled: false } },
    },
    http: { addr: `127.0.0.1:${port}`, relativeurls: true },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
