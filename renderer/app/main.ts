import { connectToEngine } from '../client/connect-to-engine.ts';
import { showApp } from './show.tsx';

const place = document.getElementById('place');
if (!place) throw new Error('the page has no place for the dashboard');
showApp(connectToEngine(), place);
