import { runServer } from 'verdaccio';

/** Verdaccio's own command hides its arguments, by which a rig knows its programs: this does not. */
const [config = '', port] = process.argv.slice(2);
const server = (await runServer(config)) as { listen(port: number, host: string): void };
server.listen(Number(port), '127.0.0.1');
