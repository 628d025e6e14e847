import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { guidePlugin } from './build/guide-plugin.ts';

export default defineConfig({
  plugins: [react(), guidePlugin()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // A Content Security Policy without data: for fonts and scripts holds only if nothing is inlined.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4310' } },
});
