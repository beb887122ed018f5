/**
 * A program with a window, for tests: says `up` when it is connected, shows a window when it is told `show` on stdin,
 * hides it at `hide`, and answers pings; from `hang` on they wait for an answer until `wake`.
 */
import { createInterface } from 'node:readline';
import { XConnection } from '../../../main/os/x11/x-connection.ts';
import { atomOf, messageIn, sendMessage, words } from '../../../main/os/x11/x-requests.ts';

const [CREATE, MAP, UNMAP, CHANGE_PROPERTY] = [1, 8, 10, 18];
const ATOM = 4;

// What it is told keeps it alive: the connection alone does not.
const told = createInterface({ input: process.stdin });
const x = await XConnection.open(process.env);
const window = x.idBase + 1;
const root = x.roots[0] ?? 0;
const [protocols, ping] = await Promise.all([atomOf(x, 'WM_PROTOCOLS'), atomOf(x, '_NET_WM_PING')]);
const shape = Buffer.alloc(12);
for (const [i, number] of [10, 10, 200, 100, 0, 1].entries()) shape.writeUInt16LE(number, 2 * i);
x.tell(CREATE, 0, Buffer.concat([words(window, root), shape, words(0, 0)]));
const format = Buffer.from([32, 0, 0, 0]);
x.tell(CHANGE_PROPERTY, 0, Buffer.concat([words(window, protocols, ATOM), format, words(1, ping)]));
let waiting: (() => void)[] | null = null;
x.onEvent((event) => {
  const message = messageIn(event);
  if (message?.data[0] !== ping) return;
  const answer = () => {
    sendMessage(x, root, { ...message, window: root }, true);
  };
  if (waiting) waiting.push(answer);
  else answer();
});
const commands: Record<string, () => void> = {
  show: () => {
    x.tell(MAP, 0, words(window));
  },
  hide: () => {
    x.tell(UNMAP, 0, words(window));
  },
  hang: () => {
    waiting = [];
  },
  wake: () => {
    for (const answer of waiting ?? []) answer();
    waiting = null;
  },
};
told.on('line', (line) => commands[line]?.());
console.log('up');
