import { testTask } from '../../registry/testing/service';
import { promote } from '../promote';

/** Promotes in a process of its own, which a test can kill: root, text of ci.yaml, environment. */
const [root = '', yaml = '', to = ''] = process.argv.slice(2);

promote({ ...testTask(root, yaml, { to, allowOlder: false }), say: () => undefined }).catch(
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  },
);
