import si from 'systeminformation';
import type { InventoryAnswer } from './read-inventory.ts';

/**
 * A program of its own (electron.config.ts): asks systeminformation what the box is and writes it on stdout as JSON.
 * Parts of that library block the thread, and one whose helper has died never answers: whoever starts this gives it
 * a time-out.
 */
const [graphics, cpu, system] = await Promise.all([si.graphics(), si.cpu(), si.osInfo()]);
const answer: InventoryAnswer = {
  os: [system.distro, system.release, system.codename].filter((part) => part !== '').join(' '),
  cpu: [cpu.manufacturer, cpu.brand].filter((part) => part !== '').join(' '),
  gpus: graphics.controllers.map(({ model, vendor, vram, busAddress }) => ({
    name: model || vendor,
    vramMiB: vram,
    id: busAddress ?? null,
  })),
};
process.stdout.write(JSON.stringify(answer));
