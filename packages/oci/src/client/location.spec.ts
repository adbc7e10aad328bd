import { describe, expect, it } from 'vitest';
import { nextPage } from './pages';
import { parseLocation } from './upload';

describe('parseLocation', () => {
  it.each([
    ['/v2/a/blobs/uploads/1?_state=a%20b', 'https://r.io/v2/a/blobs/uploads/1?_state=a%20b'],
    ['http://r.io/v2/x', 'https://r.io/v2/x'],
    ['https://r.io:8443/v2/x', 'https://r.io/v2/x'],
    ['https://store.example/x?sig=1', 'https://store.example/x?sig=1'],
    ['http://store.example/x', undefined],
    ['file:///etc/passwd', undefined],
    ['http://', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j', (location, expected) => {
    expect(parseLocation(location, 'r.io')?.href).toBe(expected);
  });
});

describe('nextPage', () => {
  const current = new URL('https://r.io/v2/a/tags/list?n=2');
  it.each([
    ['</v2/a/tags/list?last=b&n=2>; rel="next"', 'https://r.io/v2/a/tags/list?last=b&n=2'],
    ['</x>; rel=next', 'https://r.io/x'],
    ['</p>; rel="prev", </x>; rel="next"', 'https://r.io/x'],
    ['<http://r.io/x>; rel="next"', 'https://r.io/x'],
    ['<https://evil.example/x>; rel="next"', undefined],
    ['</x>; rel="prev"', undefined],
    ['nonsense', undefined],
    [null, undefined],
  ])('%j', (link, expected) => {
    expect(nextPage(link, current)?.href).toBe(expected);
  });
});
