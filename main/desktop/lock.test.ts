import type { IpcMainEvent, WebContents } from 'electron';
import { expect, it } from 'vitest';
import { isFromOurPage } from './lock.ts';
import { isOurPage } from './page-address.ts';

const frame = (url: string) => ({ url });
const OURS = frame('kneescope://app/#/live');
const contents = { mainFrame: OURS } as unknown as WebContents;
const from = (sender: WebContents, senderFrame: { url: string } | null) =>
  ({ sender, senderFrame }) as unknown as IpcMainEvent;

it('hears our page in our window', () => {
  expect(isFromOurPage(from(contents, OURS), contents)).toBe(true);
});

it.each<[string, IpcMainEvent, WebContents | null]>([
  ['another window', from({ mainFrame: OURS } as unknown as WebContents, OURS), contents],
  ['a frame in our window', from(contents, frame('kneescope://app/')), contents],
  ['a frame that is gone', from(contents, null), contents],
  ['anybody before there is a window', from(contents, OURS), null],
  [
    'another place in our window',
    ((place) => from({ mainFrame: place } as unknown as WebContents, place))(frame('https://example.com/')),
    contents,
  ],
])('does not hear %s', (_who, event, ours) => {
  expect(isFromOurPage(event, ours)).toBe(false);
});

it('does not hear our own window where it is at another place', () => {
  const elsewhere = frame('file:///tmp/kneescope/app/index.html');
  const lost = { mainFrame: elsewhere } as unknown as WebContents;
  expect(isFromOurPage(from(lost, elsewhere), lost)).toBe(false);
});

it.each([
  ['kneescope://app/', true],
  ['kneescope://app/#/plan', true],
  ['kneescope://app.example.com/', false],
  ['kneescope://app/../x', false],
  ['https://kneescope/app/', false],
])('takes %s for our page: %j', (address, ours) => {
  expect(isOurPage(address)).toBe(ours);
});
