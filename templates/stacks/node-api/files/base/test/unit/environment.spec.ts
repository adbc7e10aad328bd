import Type from 'typebox';
import { describe, expect, it } from 'vitest';
import { parseEnvironment } from '../../src/config/environment.js';

const Settings = Type.Object({
  LIMIT: Type.Integer({ default: 5, minimum: 1 }),
  NAME: Type.String(),
  REGION: Type.String(),
});

describe('parseEnvironment', () => {
  it('converts text and applies defaults', () => {
    const parsed = parseEnvironment(Settings, { LIMIT: '7', NAME: 'a', REGION: 'b', OTHER: 'ignored' });
    expect(parsed).toEqual({ ok: true, value: { LIMIT: 7, NAME: 'a', REGION: 'b' } });
  });

  it('takes empty text as unset', () => {
    const parsed = parseEnvironment(Settings, { LIMIT: '', NAME: 'a', REGION: 'b' });
    expect(parsed).toMatchObject({ ok: true, value: { LIMIT: 5 } });
  });

  it('reports every problem at once and no value', () => {
    const parsed = parseEnvironment(Settings, { LIMIT: 'secret' });
    expect(parsed).toEqual({
      ok: false,
      problems: ['NAME must be set', 'REGION must be set', 'LIMIT must be integer'],
    });
  });
});
