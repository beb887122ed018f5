import path from 'node:path';
import type { Language } from '../../shared/locale/language.ts';
import { audienceFolder, reportFolder } from '../host/kept/report-folder.ts';

/** Where a face finds the report of a run, or with none the page about an audience. */
export function reportAddress(run: string | null, language: Language): string {
  return run === null ? `/audience.${language}.html` : `/reports/${run}.${language}.html`;
}

/** Only what {@link reportAddress} makes: a run's id is letters and digits, so no path leads anywhere else. */
const ADDRESS = /^\/reports\/([a-z0-9]{1,64})\.(en|zh-CN)\.html$/u;

const AUDIENCE = /^\/audience\.(en|zh-CN)\.html$/u;

/** The file of a report's address; null where it is none. */
export function reportAt(address: string, dataFolder: string): string | null {
  const [, spoken] = AUDIENCE.exec(address) ?? [];
  if (spoken !== undefined) return path.join(audienceFolder(dataFolder, spoken), 'audience.html');
  const [, run, language] = ADDRESS.exec(address) ?? [];
  if (run === undefined || language === undefined) return null;
  return path.join(reportFolder(dataFolder, run, language), 'report.html');
}
