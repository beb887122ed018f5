import path from 'node:path';
import { openHost } from '../../host/host.ts';
import { assetsFolder } from '../../os/entries.ts';
import { reportAddress } from '../../web/report-address.ts';
import { serveWeb } from '../../web/serve-web.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../io.ts';
import { numberOption, type Options } from '../options.ts';
import { nextSignal } from '../signals.ts';

/** `kneescope serve`: the dashboard in a browser, until somebody ends it. A run in progress is ended with it. */
export async function serve(
  context: Context,
  _parameters: readonly string[],
  options: Options,
): Promise<ExitCode> {
  const port = numberOption(options, 'port', '--port', { least: 0, most: 65_535, whole: true }) ?? 0;
  const dataFolder = path.resolve(context.dataFolder);
  const host = openHost({ dataFolder, folder: process.cwd(), reportHref: reportAddress });
  try {
    const web = await serveWeb({ host, dataFolder, port, assetsFolder: assetsFolder() });
    const { serve: texts } = context.texts.cli;
    if (context.json) context.document({ url: web.url });
    else context.say(texts.at({ url: web.url }));
    await nextSignal();
    const interrupted = host.running !== null;
    if (interrupted) context.note(context.texts.cli.progress.ending());
    await host.close();
    await web.close();
    return interrupted ? EXIT.interrupted : EXIT.done;
  } catch (error) {
    await host.close();
    throw error;
  }
}
