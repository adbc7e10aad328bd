import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { lockAddress, withLock } from './lock.js';

const name = (of: string): string => `/test/${process.pid}/${of}`;

it('lets one in at a time', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(30);
    inside -= 1;
  };
  await Promise.all([1, 2, 3].map(() => withLock(name('one'), work)));
  expect(most).toBe(1);
});

it('keeps nobody out of another name', async () => {
  expect(await withLock(name('a'), () => withLock(name('b'), () => Promise.resolve('in'), 0.2))).toBe('in');
});

it('opens again after work that failed', async () => {
  await expect(withLock(name('fails'), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await withLock(name('fails'), () => Promise.resolve(1), 0.2)).toBe(1);
});

it('says who is waited for when it takes too long', async () => {
  const waiting = () => withLock(name('busy'), () => Promise.resolve(), 0.1);
  await expect(withLock(name('busy'), waiting)).rejects.toThrow('RIG_BUSY');
});

it('is free again when its holder is killed', async () => {
  const address = JSON.stringify(lockAddress(name('killed')));
  const script = `require('node:net').createServer().listen(${address}, () => console.log('held'))`;
  const holder = execa(process.execPath, ['-e', script], { reject: false, buffer: false });
  await once(holder.stdout, 'data');
  await expect(withLock(name('killed'), () => Promise.resolve(), 0.1)).rejects.toThrow('RIG_BUSY');
  holder.kill('SIGKILL');
  await holder;
  expect(await withLock(name('killed'), () => Promise.resolve('free'), 2)).toBe('free');
});
