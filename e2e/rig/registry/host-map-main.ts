import { createHostMap } from './host-map.js';
import { mirroredHosts } from './hosts.js';

const [port, registryPort] = process.argv.slice(2, 4).map(Number);
createHostMap(registryPort ?? 0, mirroredHosts).listen(port, '127.0.0.1');
