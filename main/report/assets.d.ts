/** What electron-vite makes of a file that a program needs beside it: its path. */
declare module '*.wasm?asset&asarUnpack' {
  const file: string;
  export default file;
}
