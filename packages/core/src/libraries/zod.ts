/** zod as a file of this package: what all packages load when they run, once (see tools/bundle). Source imports `zod`. */
export { z } from 'zod';
