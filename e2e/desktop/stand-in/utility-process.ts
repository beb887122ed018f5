import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { Relay, type MessagePortMain, type Relayed } from './channels.ts';

export const utilities = new Set<{ readonly pid: number | undefined; readonly name: string }>();

class UtilityProcess extends EventEmitter {
  readonly pid: number | undefined;
  readonly stdout;
  readonly stderr;
  readonly #child;
  readonly #relay: Relay;

  constructor(program: string, args: readonly string[], name: string) {
    super();
    const child = fork(new URL('./utility-shim.ts', import.meta.url), [program, ...args], {
      serialization: 'advanced',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: ['--no-warnings'],
    });
    this.#child = child;
    this.pid = child.pid;
    this.stdout = child.stdout;
    this.stderr = child.stderr;
    const known = { pid: child.pid, name };
    utilities.add(known);
    const send = (message: object) => {
      if (child.connected) child.send(message);
    };
    this.#relay = new Relay(send);
    child.on('message', (up: { readonly message: unknown } | Relayed) => {
      if ('message' in up) this.emit('message', up.message);
      else this.#relay.receive(up);
    });
    child.on('error', () => undefined);
    child.once('exit', (code) => {
      utilities.delete(known);
      this.#relay.closeAll();
      this.emit('exit', code);
    });
  }

  postMessage(message: unknown, ports: readonly MessagePortMain[] = []): void {
    if (this.#child.connected)
      this.#child.send({ message, ports: ports.map((port) => this.#relay.hand(port)) });
  }

  kill(): boolean {
    return this.#child.kill();
  }
}

export const utilityProcess = {
  fork: (program: string, args: readonly string[], { serviceName }: { serviceName: string }) =>
    new UtilityProcess(program, args, serviceName),
};
