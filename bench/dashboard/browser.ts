import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withBrowser } from './browser-time.ts';
import { keepRun } from './keep-run.ts';
import { liveScreen } from './live-screen.ts';
import { longRun } from './long-run.ts';
import { opening } from './opening.ts';
import { PEER, peerPage } from './peer.ts';
import { row } from './rows.ts';
import { withEngine } from './served-engine.ts';

/**
 * What the dashboard costs where it is looked at, in a real browser on the real engine: how soon eight hours of sixty instances are
 * drawn, zoomed and moved, and what the Live screen takes of a core while it is told of sixty instances once a second, beside a page that
 * draws the same curves with uPlot and nothing else. `npm run build` comes first.
 */
const HOURS = 8;
const INSTANCES = 60;
const RUN = 'benchrun';
const SECONDS = Number(process.argv[2] ?? 60);

const folder = mkdtempSync(path.join(os.tmpdir(), 'kneescope-bench-'));
try {
  console.log(
    `${os.cpus()[0]?.model ?? '?'} (${os.cpus().length} logical), Node ${process.versions.node}, load average ${os
      .loadavg()
      .map((value) => value.toFixed(1))
      .join(' ')}`,
  );
  keepRun(folder, longRun(RUN, HOURS, INSTANCES));
  await withEngine(folder, async (url) => {
    await withBrowser(async (browser) => {
      row('Chromium', browser.version());
      await opening(browser, url, RUN);
    });
    const ours = await withBrowser((browser) => liveScreen(browser, url, SECONDS));
    const theirs = await withBrowser((browser) => peerPage(browser, SECONDS));
    row(
      `${PEER}: eight curves of 1200 readings, once a second, nothing else`,
      `${theirs.toFixed(1)} % of a core`,
    );
    row('the Live screen by that', `${(ours / theirs).toFixed(1)} times`);
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
