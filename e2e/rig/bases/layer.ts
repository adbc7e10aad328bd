import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { execa } from 'execa';
import { fileURLToPath } from 'node:url';
import { openApt, type Apt } from '../debian/apt.js';
import { cached, hashSources } from '../os/cache.js';
import type { Architecture } from '../os/platform.js';
import { certificates } from './certificates.js';

/** Debian's suite of base images, unless a layer says another. */
export const suite = 'trixie';

/** A layer of a base image: how a folder is filled. `over` is the layer below. */
export interface Layer {
  readonly name: string;
  /** `import.meta.url` of its recipe: that file, and those beside it whose names go on from its name, are its source. */
  readonly recipe: string;
  readonly over?: Layer;
  /** Debian's suite, where it is another than that of the layer below. */
  readonly suite?: string;
  fill(root: string, kit: Kit): Promise<void>;
}

/** What a recipe works with. */
export interface Kit {
  readonly arch: Architecture;
  readonly apt: Apt;
  /** CA certificates of the machine, PEM. */
  readonly certificates: string;
  /** Folder with the lower layer's `status`, `passwd`, `group` and `shadow`; empty for a lowest layer. */
  readonly below: string;
  /** Folder whose files later layers find as `below`. */
  readonly notes: string;
}

/** A packed layer: descriptor of OCI's image specification, and the file. */
export interface PackedLayer {
  readonly file: string;
  readonly digest: string;
  readonly diffId: string;
  readonly size: number;
}

/** Fills and packs a layer, or finds it in the cache: what decides it is its recipe's source and that of what recipes share, the layer below, and the machine's certificates. */
export async function buildLayer(layer: Layer, arch: Architecture): Promise<PackedLayer> {
  const below = layer.over ? await buildLayer(layer.over, arch) : undefined;
  const trusted = await certificates();
  const sources = await hashSources(fileURLToPath(new URL('.', import.meta.url)), isSourceOf(layer));
  const recipe = { name: layer.name, arch: arch.oci, below: below?.digest, sources, trusted };
  const folder = await cached(`layer-${layer.name}-${arch.oci}`, recipe, async (draft) => {
    const root = join(draft, 'root');
    const kit: Kit = {
      arch,
      apt: await openApt([layer.suite ?? suite], arch.oci),
      certificates: trusted,
      below: below ? join(below.file, '../notes') : '',
      notes: join(draft, 'notes'),
    };
    await mkdir(root);
    await mkdir(kit.notes);
    await layer.fill(root, kit);
    await writeFile(join(draft, 'layer.json'), JSON.stringify(await pack(root, join(draft, 'layer.tar.gz'))));
    await rm(root, { recursive: true });
  });
  const packed = JSON.parse(await readFile(join(folder, 'layer.json'), 'utf8')) as Omit<PackedLayer, 'file'>;
  return { ...packed, file: join(folder, 'layer.tar.gz') };
}

/** Which files below `bases/`: an edit of one recipe makes no other layer anew. */
export const isSourceOf = ({ recipe }: Pick<Layer, 'recipe'>) => {
  const name = basename(recipe, '.ts');
  return (file: string): boolean => {
    const [folder, own = ''] = file.split('/');
    if (folder === 'recipes') return own.split(/[-.]/, 1)[0] === name;
    return folder !== 'bases.ts'; // which images there are
  };
};

/** The same bytes for the same files: sorted, without times and names of users. */
async function pack(root: string, file: string): Promise<Omit<PackedLayer, 'file'>> {
  const [plain, compressed] = [createHash('sha256'), createHash('sha256')];
  const order = ['--sort=name', '--mtime=@0', '--numeric-owner', '--format=gnu'];
  const tar = execa('tar', ['-C', root, ...order, '-c', '.'], { buffer: false, stdin: 'ignore' });
  const packing = pipeline(
    tar.stdout,
    through(plain),
    createGzip({ level: 1 }),
    through(compressed),
    createWriteStream(file),
  );
  await Promise.all([tar, packing]);
  const { size } = await stat(file);
  return { digest: `sha256:${compressed.digest('hex')}`, diffId: `sha256:${plain.digest('hex')}`, size };
}

function through(hash: Hash): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
}
