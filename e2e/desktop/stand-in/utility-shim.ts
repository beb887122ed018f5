/** Runs a program as Electron runs one in a utility process: with a `parentPort`, and ended when its parent is gone. */
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { MessageChannelMain, type Relayed } from './channels.ts';

type Down = { readonly message: unknown; readonly ports: readonly number[] } | Relayed;

const ports = new Map<number, InstanceType<typeof MessageChannelMain>['port2']>();
const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => process.send?.({ message }),
});
Object.assign(process, { parentPort });

function arrived(port: number) {
  const { port1, port2 } = new MessageChannelMain();
  ports.set(port, port2);
  port2.on('message', ({ data }: { data: unknown }) => process.send?.({ port, data }));
  port2.on('close', () => {
    ports.delete(port);
    process.send?.({ port, close: true });
  });
  port2.start();
  return port1;
}

process.on('message', (down: Down) => {
  if ('message' in down) parentPort.emit('message', { data: down.message, ports: down.ports.map(arrived) });
  else if (down.close) ports.get(down.port)?.close();
  else ports.get(down.port)?.postMessage(down.data);
});
process.on('disconnect', () => process.exit(1));

const [, , program = '', ...rest] = process.argv;
process.argv = [process.argv[0] ?? '', program, ...rest];
await import(pathToFileURL(program).href);
