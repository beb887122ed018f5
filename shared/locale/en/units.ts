/** Names of the watched loads, as they stand in tables and charts. */
export const loads = {
  cpu: 'CPU',
  gpu: 'GPU',
  vram: 'VRAM',
  ram: 'RAM',
  encoder: 'Encoder',
};
