import { Client } from './client.ts';
import { desktopDoor } from './door.ts';
import { webTransport } from './web-transport.ts';

/**
 * A client of whoever served this page, through the desktop's door where there is one. The token is taken out of the address, so that it is neither seen over a shoulder nor
 * kept in the browser's history; a cookie holds it from now on.
 */
export function connectToEngine(): Client {
  if (location.search !== '') history.replaceState(null, '', `${location.pathname}${location.hash}`);
  const client = new Client(desktopDoor()?.open ?? webTransport(`${location.origin}/`));
  // For tests and for whoever looks at the page from outside.
  const show = () => {
    document.documentElement.dataset['connection'] = client.connection.get();
  };
  client.connection.subscribe(show);
  show();
  const retry = () => {
    client.retry();
  };
  window.addEventListener('online', retry);
  document.addEventListener('visibilitychange', retry);
  return client;
}
