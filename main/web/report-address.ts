import path from 'node:path';
import type { PageFormat } from '../../shared/bridge/fields.ts';
import type { Language } from '../../shared/locale/language.ts';
import { audienceFolder, reportFolder } from '../host/kept/report-folder.ts';

/** Where a face finds the report of a run, or with none the page about an audience. */
export function reportAddress(run: string | null, language: Language, format: PageFormat): string {
  return run === null ? `/audience.${language}.${format}` : `/reports/${run}.${language}.${format}`;
}

/** Only what {@link reportAddress} makes: a run's id is letters and digits, so no path leads anywhere else. */
const ADDRESS = /^\/reports\/([a-z0-9]{1,64})\.(en|zh-CN)\.(html|pdf)$/u;

const AUDIENCE = /^\/audience\.(en|zh-CN)\.(html|pdf)$/u;

/** The file of a report's address; null where it is none. */
export function reportAt(address: string, dataFolder: string): string | null {
  const [, spoken, kind] = AUDIENCE.exec(address) ?? [];
  if (spoken !== undefined && kind !== undefined)
    return path.join(audienceFolder(dataFolder, spoken), `audience.${kind}`);
  const [, run, language, format] = ADDRESS.exec(address) ?? [];
  if (run === undefined || language === undefined || format === undefined) return null;
  return path.join(reportFolder(dataFolder, run, language), `report.${format}`);
}
