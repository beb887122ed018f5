import { createInterface } from 'node:readline/promises';
import { completePlan, type PlanFile } from '../../shared/model/plan.ts';
import { previewOf } from '../engine/preview.ts';
import { KnownPlans } from '../host/plan/known-plans.ts';
import type { Context } from './io.ts';
import { commandText } from './text/command-text.ts';

/** What it would launch at the first place, with what it copies for that. */
async function wouldRun(plan: PlanFile, { dataFolder, texts }: Context): Promise<string[]> {
  const { slots } = await previewOf(completePlan(plan), dataFolder, 0);
  const command = slots[0]?.command;
  const { environment = {}, executable } = plan;
  const raw = { environment, executable, arguments: plan.arguments ?? [], workingDirectory: null };
  return [
    commandText(command ?? raw),
    ...(plan.copies ? [texts.plan.stranger.copies(plan.copies.source)] : []),
  ];
}

async function saysYes(question: string, yes: readonly string[]): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl+C and Ctrl+D are no word of consent.
  const closed = new Promise<string>((resolve) => {
    lines.once('close', () => {
      resolve('');
    });
  });
  try {
    const answer = await Promise.race([lines.question(question).catch(() => ''), closed]);
    return yes.includes(answer.trim().toLowerCase());
  } finally {
    lines.close();
  }
}

/**
 * Whether what a plan launches may be launched. One that nobody here has written, run or taken before says what it
 * launches, and where somebody sits at the terminal they are asked; a script has decided when it was written.
 * @param plan with absolute paths
 */
export async function mayLaunch(file: string, plan: PlanFile, context: Context): Promise<boolean> {
  const known = new KnownPlans(context.dataFolder);
  if (known.isKnown(plan, '/')) return true;
  const { plan: words, asking } = context.texts;
  const commands = await wouldRun(plan, context);
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    context.note(asking.launches({ file, command: commands.join(' ') }));
    known.trust(plan, '/');
    return true;
  }
  context.note([words.stranger.text(file), '', `${words.stranger.would}:`, ...commands, ''].join('\n'));
  if (!(await saysYes(`${asking.launch} `, asking.yes))) {
    context.note(asking.notLaunched);
    return false;
  }
  known.trust(plan, '/');
  return true;
}
