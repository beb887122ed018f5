// Loaded into an engine by a test: a fault of our own at a moment of the test's choosing.
process.on('SIGUSR2', () => {
  throw new Error('a fault that a test has asked for');
});
