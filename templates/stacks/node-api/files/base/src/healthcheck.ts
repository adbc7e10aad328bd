// Exits 0 when the service on this machine answers the path (default: ready) with success.
import { get } from 'node:http';

const port = process.env.PORT;
const path = process.argv[2] ?? '/health/ready';

get({ host: '127.0.0.1', port, path, timeout: 3_000 }, (response) => {
  process.exit(response.statusCode === 200 ? 0 : 1);
})
  .on('timeout', () => process.exit(1))
  .on('error', () => process.exit(1));
