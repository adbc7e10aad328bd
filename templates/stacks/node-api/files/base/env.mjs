// Settings of a run outside containers. Containers get theirs from the environment and have no such file.
import { existsSync } from 'node:fs';

if (existsSync('.env')) process.loadEnvFile('.env');
