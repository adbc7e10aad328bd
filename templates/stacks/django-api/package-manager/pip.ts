import { lockedCheck } from '@org/ci-core';
import type { PythonManager } from './manager';

export const pip: PythonManager = {
  id: 'pip',
  run: (words) => `.venv/bin/${words}`,
  runFile: (file) => `.venv/bin/python ${file}`,
  settings: '',
  words: (nx, service) => ({
    needs: 'Python 3.11 or newer',
    first: [
      [`${nx} run ${service}:venv`, 'its virtual environment, as requirements-dev.txt says'],
      ['. .venv/bin/activate', 'so that its programs are found'],
    ],
    prefix: 'python ',
    add: [
      `${nx} run ${service}:lock`,
      'after a new dependency in pyproject.toml; --upgrade for newer versions',
    ],
  }),
  check: lockedCheck,
};
