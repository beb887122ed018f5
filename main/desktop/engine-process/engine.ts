/**
 * The engine's process of the desktop app: it hosts the bridge, gives every page that main lets in a line to it, and tells main
 * how the run stands. It ends with main, and whatever it launched ends with it.
 */
import { deskNewsSchema, engineStartSchema } from '../../../shared/bridge/desk.ts';
import { explainProblem } from '../../../shared/explain/problem.ts';
import { languageOf } from '../../../shared/locale/language.ts';
import { messages } from '../../../shared/locale/messages.ts';
import { Problem } from '../../../shared/model/problem.ts';
import { openHost, type Host } from '../../host/host.ts';
import { defaultDataFolder } from '../../os/paths.ts';
import { keptDataFolder } from './data-folder.ts';
import { MainDesk } from './main-desk.ts';
import { PortOutlet } from './port-outlet.ts';
import { TrayFace } from './tray-face.ts';

const BEAT_MS = 5000;

const main = process.parentPort;
const start = engineStartSchema.parse(JSON.parse(process.argv.at(-1) ?? ''));
const usualFolder = defaultDataFolder();
const dataFolder = start.usual
  ? usualFolder
  : (start.dataFolder ?? keptDataFolder(start.appFolder) ?? usualFolder);
const desk = new MainDesk({
  tell: (order) => {
    main.postMessage(order);
  },
  appFolder: start.appFolder,
  language: languageOf(start.locale),
});

const host = open();
if (host) serve(host);

function open(): Host | null {
  try {
    return openHost({
      dataFolder,
      folder: start.folder,
      reportHref: null,
      desk: { ...desk.ways, fixedFolder: start.dataFolder !== null },
      crashed: start.crashed,
    });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const language = languageOf(start.locale);
    desk.tell({
      say: 'failed',
      text: explainProblem(error as Problem, language),
      words: messages(language).desk.words,
      usual: dataFolder !== usualFolder && start.dataFolder === null,
    });
    return null;
  }
}

function serve(host: Host): void {
  const tray = new TrayFace(host, desk);
  main.on('message', ({ data, ports: [port] }) => {
    const news = deskNewsSchema.safeParse(data);
    if (!news.success) return;
    switch (news.data.say) {
      case 'line':
        if (port) new PortOutlet(port).attach((outlet) => host.connect(outlet));
        return;
      case 'plan':
        desk.offer(news.data.file);
        host.tellOffered();
        return;
      case 'chosen':
        desk.answered(news.data.id, news.data.file);
        return;
      case 'printed':
        desk.answered(news.data.id, news.data.failed);
        return;
      case 'end':
        void tray
          .endRun()
          .then(() => host.close())
          .finally(() => process.exit(0));
    }
  });
  desk.ready();
  setInterval(() => {
    desk.tell({ say: 'beat' });
  }, BEAT_MS);
}
