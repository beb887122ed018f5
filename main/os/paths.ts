import { homedir } from 'node:os';
import path from 'node:path';

/** The system's place for application data of this user. */
export function defaultDataFolder(): string {
  const { env, platform } = process;
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] ?? path.join(homedir(), 'AppData', 'Local'), 'Kneescope');
  if (platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support', 'Kneescope');
  return path.join(env['XDG_DATA_HOME'] ?? path.join(homedir(), '.local', 'share'), 'kneescope');
}
