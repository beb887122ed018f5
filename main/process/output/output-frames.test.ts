import { describe, expect, it } from 'vitest';
import { outputFrames } from './output-frames.ts';

describe('the frame rate on an instance’s own output', () => {
  it('is the last one told, for as long as it is good', () => {
    const frames = outputFrames('fps=([0-9.]+)', 3);
    expect(frames.at(0)).toBeNull();
    frames.line('loading', 1);
    expect(frames.at(1)).toBeNull();
    frames.line('t=1 fps=59.9 ms=16', 10);
    frames.line('t=2 fps=30', 11);
    frames.line('nothing to say', 12);
    expect(frames.at(14)).toBe(30);
    expect(frames.at(14.1)).toBeNull();
  });

  it('may be 0, and may be the whole match', () => {
    const frames = outputFrames('[0-9]+', 3);
    frames.line('0 frames', 1);
    expect(frames.at(1)).toBe(0);
  });

  it.each(['fps=', 'fps=...', 'fps=-', 'fps= '])('%j is none', (line) => {
    const frames = outputFrames('fps=([^ ]*)', 3);
    frames.line(line, 1);
    expect(frames.at(1)).toBeNull();
  });

  it('is none where the group took no part in the match', () => {
    const frames = outputFrames('fps=(?:none|([0-9]+))', 3);
    frames.line('fps=none', 1);
    expect(frames.at(1)).toBeNull();
  });
});
