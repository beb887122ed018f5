/** The forms in which a run leaves the box, in the order in which help names them. */
export const REPORT_FORMATS = [
  'html',
  'pdf',
  'xlsx',
  'csv',
  'json',
  'junit',
  'markdown',
  'svg',
  'png',
] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];
