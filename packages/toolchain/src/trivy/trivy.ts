import type { Scanner } from '../scanner/scanner';
import { trivyDownload, trivyImage, trivySbom, trivyScanSbom, trivyVersion } from './commands';
import { parseTrivyDatabase, parseTrivyMetadata, trivyMetadata } from './database';
import { parseTrivyImageReport, parseTrivySbomReport } from './report';

/** https://trivy.dev, by its JSON report (version 2) and its own database. */
export const trivy: Scanner = {
  id: 'trivy',
  database: trivyVersion,
  parseDatabase: parseTrivyDatabase,
  databaseFile: trivyMetadata,
  parseDatabaseFile: parseTrivyMetadata,
  download: trivyDownload,
  scanImage: trivyImage,
  parseImageReport: parseTrivyImageReport,
  makeSbom: trivySbom,
  scanSbom: trivyScanSbom,
  parseSbomReport: parseTrivySbomReport,
};
