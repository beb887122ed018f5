import { Option, type Command } from 'commander';
import type { Messages } from '../../shared/locale/messages.ts';
import { AUDIENCE_POLICIES } from '../../shared/model/audience.ts';
import { LINE_POLICIES } from '../../shared/planning/roles/lobby.ts';

const collect = (value: string, previous: string[] | undefined) => [...(previous ?? []), value];

/** The options of `audience`, in the order in which its questions come. */
export function audienceOptions(command: Command, { audience: about }: Messages['cli']['options']): void {
  command
    .option('--run <run>', about.run)
    .option('--streams <N>', about.streams)
    .option('--bitrate <mbps>', about.bitrate)
    .option('--spectators <N>', about.spectators)
    .option('--uplink <mbps>', about.uplink)
    .addOption(new Option('--policy <name>', about.policy).choices(AUDIENCE_POLICIES))
    .option('--quality <name=mbps>', about.quality, collect)
    .option('--overhead <factor>', about.overhead)
    .option('--arrivals <per-hour>', about.arrivals)
    .option('--session <minutes>', about.session)
    .addOption(new Option('--line <policy>', about.line).choices(LINE_POLICIES))
    .option('--room <N>', about.room)
    .option('--patience <minutes>', about.patience)
    .option('--target <percent:seconds>', about.target)
    .option('--spare <N>', about.spare)
    .option('--price <amount>', about.price)
    .option('--other-box <name=capacity>', about.otherBox, collect)
    .option('--hardware <description>', about.hardware)
    .option('--calibrate <run>', about.calibrate)
    .option('--more <N>', about.more)
    .option('--unit-price <name=amount>', about.unitPrice, collect)
    .option('--simulate', about.simulate)
    .option('--seed <N>', about.seed)
    .option('--report <dir>', about.report);
}
