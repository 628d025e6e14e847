import './api/without-eval.ts';
import './ui/mantine.css';
import '@fontsource-variable/source-sans-3/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import './ui/form.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { waitForReader } from './access/wait-for-reader.ts';
import { guardCalls, problemOf } from './api/client.ts';
import { startWords } from './locales/i18n.ts';
import { router } from './routes.tsx';
import { colorSchemes, cssVariables, theme } from './ui/theme.ts';

startWords();

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // An answer of the API stands; only silence is worth asking again.
      retry: (failures, err) => failures < 2 && (problemOf(err)?.status ?? 0) === 0,
      refetchOnWindowFocus: true,
    },
  },
});

guardCalls(waitForReader(queries));

const place = document.getElementById('app');
if (place === null) throw new Error('index.html has no element with the id "app".');

createRoot(place).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
