/** A face in a process of its own, which a test can kill: starts a run, launches one by hand, and follows it. */
import { Client } from '../../renderer/client/client.ts';
import type { Params } from '../../shared/bridge/contract.ts';
import { becomes, nodeTransport } from '../dashboard.ts';

const [, , url = '', request = ''] = process.argv;
const client = new Client(nodeTransport(new URL(url)));
await becomes(client, 'open');
const { run } = await client.ask('run.start', JSON.parse(request) as Params<'run.start'>);
await client.ask('live.attach', { run: null, samples: 0, events: 0 });
await client.ask('run.launch', { run });
console.log(`started ${run}`);
