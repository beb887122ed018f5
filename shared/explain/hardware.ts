import { messages, type Messages } from '../locale/messages.ts';
import type { Audience } from '../model/audience.ts';
import type { Additions, Prediction, RelativeSpeed } from '../model/hardware.ts';
import type { AudienceFigures } from './audience-figures.ts';

/** What another box would carry and what to add to this one: marked as predictions wherever they begin. */
export function hardwareSentences({ otherBox, extension }: Audience, figures: AudienceFigures): string[] {
  return [
    ...(otherBox ? predictionSentences(otherBox, figures) : []),
    ...(extension ? extensionSentences(extension, figures) : []),
  ];
}

function predictionSentences(prediction: Prediction, figures: AudienceFigures): string[] {
  const { audience: texts, loads } = messages(figures.language);
  const { capacity, low, high, limitedBy, resources } = prediction;
  if (capacity === null || limitedBy === null) return [texts.otherBoxUnknown];
  const range =
    low === null || high === null || low === high
      ? null
      : texts.between({ low: figures.count(low), high: figures.count(high) });
  const each = resources.flatMap((one) =>
    one.capacity === null
      ? []
      : [texts.ofResource({ resource: loads[one.resource], capacity: figures.count(one.capacity) })],
  );
  const unknown = resources.filter((one) => one.capacity === null).map(({ resource }) => loads[resource]);
  const counted = (resource: string) =>
    resources.some((one) => one.resource === resource && one.capacity !== null);
  return [
    texts.otherBox({ capacity: figures.count(capacity), range, resource: loads[limitedBy] }),
    ...(low === null || high === null ? [texts.noRange] : []),
    texts.eachResource({ list: texts.listOf(each) }),
    ...(unknown.length > 0 ? [texts.notCounted({ list: texts.listOf(unknown) })] : []),
    ...(counted('cpu') ? [speedSentence(texts.parts.core, prediction.coreSpeed, texts, figures)] : []),
    ...(counted('gpu') ? [speedSentence(texts.parts.gpu, prediction.gpuSpeed, texts, figures)] : []),
  ];
}

function speedSentence(
  part: string,
  { low, high, source }: RelativeSpeed,
  texts: Messages['audience'],
  figures: AudienceFigures,
): string {
  const speed = texts.between({ low: figures.number(low), high: figures.number(high) });
  return texts.speeds[source === 'typed' && low < high ? 'range' : source]({ part, speed });
}

function extensionSentences(
  { more, target, additions, unknown }: Additions,
  figures: AudienceFigures,
): string[] {
  const { audience: texts, loads } = messages(figures.language);
  const d = { more: figures.count(more), target: figures.count(target) };
  const lines = additions.map(({ resource, amount, cost }) => {
    const what = texts.addition[resource]({ amount: figures.number(amount) });
    return cost === null ? what : texts.additionCost({ what, cost: figures.number(cost) });
  });
  return [
    lines.length === 0 ? texts.extensionNone(d) : texts.extension(d),
    ...lines.map((line) => `– ${line}`),
    ...(unknown.length > 0
      ? [texts.notCounted({ list: texts.listOf(unknown.map((load) => loads[load])) })]
      : []),
  ];
}
