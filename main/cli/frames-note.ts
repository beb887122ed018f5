import { explainCapability } from '../../shared/explain/doctor.ts';
import type { Language } from '../../shared/locale/language.ts';
import { messages } from '../../shared/locale/messages.ts';
import type { Capability } from '../../shared/model/capability.ts';

/**
 * Says before a run why the frames that its plan asks for will not be there, and how to get them; null where they will be, or
 * nobody asked. A run goes on without: its load is measured all the same.
 */
export function framesNote(capabilities: readonly Capability[], language: Language): string | null {
  const frames = capabilities.filter(({ reading, why }) => reading === 'fps' && why?.code !== 'not-asked');
  const missing = frames[0];
  if (missing === undefined || frames.some(({ available }) => available)) return null;
  const { why, wayOut } = explainCapability(missing, language);
  return why === null ? null : messages(language).rights.withoutFrames({ why, wayOut });
}
