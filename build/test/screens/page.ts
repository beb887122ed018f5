import { showApp } from '../../../renderer/app/show.tsx';
import { ScriptedEngine } from './scripted-engine.ts';
import { SCENES } from './scenes.ts';

/** The dashboard on an engine that plays a scene: `?scene=NAME`. */
const name = new URLSearchParams(location.search).get('scene') ?? 'ramp';
const scene = SCENES[name];
const place = document.getElementById('place');
if (!scene || !place) throw new Error(`there is no scene ${name}`);
const engine = new ScriptedEngine(scene());
// What was asked is what a test looks at.
Object.assign(window, {
  asked: engine.asked,
  holdBack: (method: string) => {
    engine.holdBack(method);
  },
  nextSecond: (step: number) => {
    engine.nextSecond(step);
  },
});
showApp(engine, place);
