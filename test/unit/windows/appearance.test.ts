import { describe, expect, it } from 'vitest';
import { appearanceOf } from '../../../renderer/design/appearance';
import { defaultSettings } from '../../../shared/domain/settings';

const calm = { dark: false, moreContrast: false };

describe('how the page is dressed', () => {
  it('Given settings that follow the system, when the system is dark and wants contrast, then the page does too', () => {
    expect(appearanceOf(defaultSettings, { dark: true, moreContrast: true })).toEqual({
      lang: 'en',
      dir: 'ltr',
      theme: 'dark',
      contrast: 'more',
    });
  });

  it('Given settings of one’s own, when the system wants otherwise, then the settings win', () => {
    const own = { ...defaultSettings, language: 'zh-CN', theme: 'light', contrast: 'standard' } as const;
    expect(appearanceOf(own, { dark: true, moreContrast: true })).toEqual({
      lang: 'zh-CN',
      dir: 'ltr',
      theme: 'light',
      contrast: 'standard',
    });
    expect(appearanceOf({ ...own, language: 'ar' }, calm)).toMatchObject({ lang: 'ar', dir: 'rtl' });
    expect(appearanceOf({ ...own, theme: 'dark', contrast: 'more' }, calm)).toMatchObject({
      theme: 'dark',
      contrast: 'more',
    });
  });
});
