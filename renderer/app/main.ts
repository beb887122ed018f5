import { connectToEngine } from '../client/connect-to-engine.ts';

/** The page of the web face: the engine is whoever served it. */
connectToEngine();
