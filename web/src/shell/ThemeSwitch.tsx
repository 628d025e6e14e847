import { useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../ui/Choice.tsx';

export function ThemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Choice
      compact
      legend={t('theme.label')}
      value={colorScheme}
      onChange={setColorScheme}
      options={[
        {
          value: 'auto',
          label: t('theme.auto'),
          icon: <IconDeviceDesktop size={18} stroke={1.5} aria-hidden="true" />,
        },
        { value: 'light', label: t('theme.light'), icon: <IconSun size={18} stroke={1.5} aria-hidden="true" /> },
        { value: 'dark', label: t('theme.dark'), icon: <IconMoon size={18} stroke={1.5} aria-hidden="true" /> },
      ]}
    />
  );
}
