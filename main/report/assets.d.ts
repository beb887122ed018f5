/** What electron-vite makes of a file that a program needs beside it: its path. */
declare module '*.wasm?asset&asarUnpack' {
  const file: string;
  // eslint-disable-next-line no-restricted-syntax -- it is how the bundler exports it
  export default file;
}
