import closeWithGrace from 'close-with-grace';
import { loadConfig, type Config } from './config/config.js';
import { connectDependencies } from './dependencies/connections.js';
import { buildApp } from './http/app.js';
import { Lifecycle } from './lifecycle/lifecycle.js';
import { shutDown } from './lifecycle/shutdown.js';
import { describeStartFailure } from './lifecycle/start-failure.js';
import { createLogger } from './logging/logger.js';

async function start(config: Config): Promise<void> {
  const logger = createLogger(config.server.LOG_LEVEL);
  const lifecycle = new Lifecycle();
  const { notes, dependencies } = connectDependencies(config);
  const app = await buildApp({ logger, lifecycle, dependencies, notes, origins: config.origins });

  closeWithGrace(
    { delay: config.server.SHUTDOWN_TIMEOUT_MS, logger: { error: logger.error.bind(logger) } },
    async ({ signal, err }) => {
      if (err) logger.fatal({ err }, 'stopping after an error that nothing caught');
      else logger.info({ signal }, 'stopping');
      await shutDown({ lifecycle, server: app, dependencies, drainMs: config.server.SHUTDOWN_DRAIN_MS });
      logger.info('stopped');
    },
  );
  await app.listen({ host: config.server.HOST, port: config.server.PORT });
}

try {
  await start(loadConfig(process.env));
} catch (error) {
  createLogger('fatal').fatal(describeStartFailure(error), 'cannot start');
  // Not `exitCode`: the open server and the closing hook would end the process in their own ways.
  process.exit(1);
}
