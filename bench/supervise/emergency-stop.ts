/** How long it takes until nothing is left of 100 instances with three processes each, that ignore being asked. */
import { boxOf, machine } from './box.ts';

const INSTANCES = 100;
const STUBBORN = 'trap "" TERM; setsid sleep 1000 & sleep 1000 & while :; do sleep 1000; done';

for (const groups of ['on', 'off']) {
  process.env['KNEESCOPE_CGROUP'] = groups;
  const { box, close } = await boxOf(STUBBORN, 60);
  for (let launched = 0; launched < INSTANCES; launched++) await box.launch();
  const began = performance.now();
  const closing = box.close(null);
  box.hurry?.();
  await closing;
  const seconds = ((performance.now() - began) / 1000).toFixed(2);
  console.log(
    `${INSTANCES} instances that ignore SIGTERM, control groups ${groups}: all gone after ${seconds} s`,
  );
  await close();
}
console.log(machine());
