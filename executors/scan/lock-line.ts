/** Line (from 1) where a package-lock.json, a pnpm-lock.yaml, a uv.lock or a requirements.txt names a package; 1 where it does not. */
export function lockLineOf(lock: string): (name: string) => number {
  const lines = lock.split('\n');
  return (name) => {
    const starts = [`"node_modules/${name}":`, `'${name}@`, `${name}@`, `name = "${name}"`, `${name}==`];
    const ends = `/node_modules/${name}":`;
    const at = lines.findIndex((line) => {
      const text = line.trim();
      return starts.some((start) => text.startsWith(start)) || text.includes(ends);
    });
    return at < 0 ? 1 : at + 1;
  };
}
