/** Virus scanners by the program that scans, in small letters and without `.exe`. */
const SCANNERS: Readonly<Record<string, string>> = {
  msmpeng: 'Microsoft Defender',
  mssense: 'Microsoft Defender for Endpoint',
  '360tray': '360',
  '360sd': '360',
  zhudongfangyu: '360',
  hipsdaemon: 'Huorong',
  qqpcrtp: 'Tencent PC Manager',
  kxescore: 'Kingsoft',
  avp: 'Kaspersky',
  ekrn: 'ESET',
  bdservicehost: 'Bitdefender',
  avastsvc: 'Avast',
  avgsvc: 'AVG',
  mcshield: 'McAfee',
  'falcon-sensor': 'CrowdStrike Falcon',
  csfalconservice: 'CrowdStrike Falcon',
  sophosfilescanner: 'Sophos',
  rtvscan: 'Symantec',
  ccsvchst: 'Norton',
  ntrtscan: 'Trend Micro',
  clamd: 'ClamAV',
  clamonacc: 'ClamAV',
  wdavdaemon: 'Microsoft Defender',
};

/** @param names of programs that run */
export function scannersAmong(names: readonly string[]): string[] {
  const found = names.flatMap((name) => {
    const key = name.toLowerCase().replace(/\.exe$/u, '');
    return Object.hasOwn(SCANNERS, key) ? [SCANNERS[key] ?? ''] : [];
  });
  return [...new Set(found)].toSorted();
}
