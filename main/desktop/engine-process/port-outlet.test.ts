import { EventEmitter } from 'node:events';
import type { MessagePortMain } from 'electron';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Line } from '../../host/connection.ts';
import { PortOutlet } from './port-outlet.ts';

/** A page's port: what it was sent, and whether it is closed. */
class Port extends EventEmitter {
  readonly sent: string[] = [];
  closed = false;
  start(): void {
    return;
  }
  postMessage(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.closed = true;
    this.emit('close');
  }
  /** The page says that it has read so many characters. */
  reads(characters: number): void {
    this.emit('message', { data: characters });
  }
}

function attached() {
  const port = new Port();
  const given: unknown = port;
  const outlet = new PortOutlet(given as MessagePortMain);
  const heard: string[] = [];
  const line: Line = {
    receive: (text) => heard.push(text),
    drained: () => heard.push('drained'),
    closed: () => heard.push('closed'),
  };
  outlet.attach(() => line);
  return { port, outlet, heard };
}

const MIB = 2 ** 20;
const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('is full beyond a MiB that is not read, and empty again when it is', () => {
  const { port, outlet, heard } = attached();
  outlet.send('x'.repeat(MIB));
  expect(outlet.isFull()).toBe(false);
  outlet.send('x');
  expect(outlet.isFull()).toBe(true);
  port.reads(MIB / 2);
  expect(outlet.isFull()).toBe(true);
  port.reads(MIB / 2);
  expect(outlet.isFull()).toBe(false);
  expect(heard).toEqual(['drained']);
});

it('lets go of a page that reads nothing for a minute', () => {
  const { port, outlet, heard } = attached();
  outlet.send('x'.repeat(2 * MIB));
  vi.advanceTimersByTime(MINUTE_MS - 1);
  expect(port.closed).toBe(false);
  vi.advanceTimersByTime(1);
  expect(port.closed).toBe(true);
  expect(heard).toEqual(['closed']);
});

it('keeps one that has read in time, however long ago', () => {
  const { port, outlet } = attached();
  outlet.send('x'.repeat(2 * MIB));
  vi.advanceTimersByTime(MINUTE_MS - 1);
  port.reads(2 * MIB);
  vi.advanceTimersByTime(10 * MINUTE_MS);
  expect(port.closed).toBe(false);
});

it('hears texts, and lets go of a page that speaks another language', () => {
  const { port, heard } = attached();
  port.emit('message', { data: '{}' });
  port.emit('message', { data: { id: 1 } });
  expect(heard).toEqual(['{}', 'closed']);
  expect(port.closed).toBe(true);
});
