/** Windows' own groups have a name in each language, and one number in all of them. */
const NUMBERS: Readonly<Record<string, string>> = { 'Performance Log Users': 'S-1-5-32-559' };

/** How a user gets the one right that something needs, and nothing beyond it. */
export const rights = {
  join: (group: string) => {
    const number = NUMBERS[group];
    return number === undefined
      ? `Add this user to the group ${group} and log in anew.`
      : `Add this user to the group ${group}: an administrator runs, in PowerShell, Add-LocalGroupMember -SID ${number} -Member "USER"; then sign out and in again. Kneescope itself needs no administrator.`;
  },
  withoutFrames: (d: { why: string; wayOut: string | null }) =>
    ['Frames will not be measured.', d.why, d.wayOut, 'The run goes on without them.']
      .filter((sentence) => sentence !== null)
      .join(' '),
};
