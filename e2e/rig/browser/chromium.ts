import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '@org/ci-core';
import { openApt } from '../debian/apt.js';
import { unpack } from '../debian/unpack.js';
import { cached } from '../os/cache.js';
import { answers } from '../os/exec.js';
import { native } from '../os/platform.js';

/** A browser that can be started. */
export interface BrowserProgram {
  readonly file: string;
  /** What it needs besides this process's environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** Linked against a C library that every current machine has; newer machines run it, too. */
const suite = 'bookworm';
const packages = ['chromium-headless-shell', 'fonts-liberation'];
/** The machine's own C library is used; a browser without a screen needs no drivers. */
const unneeded = /^(libc6|libllvm|libz3|libgl1|libglx|libglapi|libglvnd|libdrm-|debconf|sysvinit|x11-|libxaw|libxt6|libxmu|xdg-utils|lsb-base|gcc-)/; // prettier-ignore
const leftOut = ['./usr/share/doc/*', './usr/share/man/*', './usr/lib/chromium/libVkLayer*'];
const installed = ['chromium-headless-shell', 'chromium', 'google-chrome', 'google-chrome-stable'];

/** A Chromium without a window: the machine's, or one unpacked from Debian packages below the user's cache folder. */
export async function chromiumProgram(): Promise<BrowserProgram> {
  for (const file of installed) if (await isStartable(file)) return { file, env: {} };
  if (!existsSync('/usr/share/keyrings') || !(await isStartable('apt-get'))) throw noBrowser();
  const root = await cached('chromium', { packages, suite, arch: native.oci, revision: 1 }, unpackChromium);
  const libraries = join(root, 'usr/lib', native.triplet);
  return {
    file: join(root, 'usr/lib/chromium/chromium-headless-shell'),
    env: {
      LD_LIBRARY_PATH: [libraries, join(libraries, 'pulseaudio')].join(':'),
      FONTCONFIG_FILE: join(root, 'fonts.conf'),
    },
  };
}

async function unpackChromium(draft: string, folder: string): Promise<void> {
  const apt = await openApt([suite], native.oci);
  const closure = await apt.closure(packages);
  await unpack(await apt.fetch(closure.filter(({ name }) => !unneeded.test(name))), draft, leftOut);
  await writeFile(join(draft, 'fonts.conf'), formatFontConfig(folder));
}

/** fonts-conf(5): the fonts of this folder and no others, so that pages look the same on every machine. */
export function formatFontConfig(folder: string): string {
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    `<fontconfig><dir>${folder}/usr/share/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>`,
    '',
  ].join('\n');
}

const isStartable = (file: string) => answers(file, ['--version']).catch(() => false);

const noBrowser = () =>
  new ProblemError({
    code: 'RIG_NO_BROWSER',
    where: installed.join(', '),
    what: 'no Chromium is installed, and there is no apt to fetch one with',
    fix: 'install Chromium or Google Chrome so that it is on PATH',
  });
