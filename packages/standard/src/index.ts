export { standard } from './standard';
export { loadStandard } from './load';
