import { PassThrough } from 'node:stream';
import { createInterface } from 'node:readline';
import { ScriptedBox } from '../../examples/driver/scripted-box.js';
import { DriverBox } from '../../main/box/driver/driver-box.ts';

/** The options of examples/driver/scripted-box.js. */
export type ScriptedOptions = NonNullable<ConstructorParameters<typeof ScriptedBox>[0]>;
export interface Exchange {
  readonly requests: Record<string, unknown>[];
}

/** A driver box whose other side lives in this process, with what it was asked. */
export async function openScriptedBox(
  options: ScriptedOptions,
  tamper: (answer: Record<string, unknown>, request: Record<string, unknown>) => unknown = (answer) => answer,
): Promise<{ box: DriverBox; exchange: Exchange }> {
  const requests = new PassThrough();
  const answers = new PassThrough();
  const scripted = new ScriptedBox(options);
  const exchange: Exchange = { requests: [] };
  createInterface({ input: requests }).on('line', (line) => {
    const request = JSON.parse(line) as Record<string, unknown>;
    exchange.requests.push(request);
    const answer = tamper(scripted.answer(request as never), request);
    if (answer !== undefined)
      answers.write(typeof answer === 'string' ? answer : `${JSON.stringify(answer)}\n`);
  });
  const release = () => {
    requests.end();
    return Promise.resolve();
  };
  const transport = { requests, answers, lastWords: () => Promise.resolve('') };
  return { box: await DriverBox.open('driver:scripted', transport, release), exchange };
}
