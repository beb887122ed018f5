import { connect } from 'node:net';

/** On loopback an answer comes at once; a listener whose queue is full gives none. */
const PATIENCE_MS = 500;

function answers(host: string, port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, signal, timeout: PATIENCE_MS });
    const finish = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => {
      finish(true);
    });
    socket.once('timeout', () => {
      finish(false);
    });
    socket.on('error', () => {
      finish(false);
    });
  });
}

/** Whether something on this machine takes TCP connections on the port, by IPv4 or IPv6. */
export async function portAnswers(port: number, signal: AbortSignal): Promise<boolean> {
  const found = await Promise.all(['127.0.0.1', '::1'].map((host) => answers(host, port, signal)));
  return found.includes(true);
}
